// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm del: delete interfaces that are not in use.

#include "command.h"
#include "interface/delete.h"
#include "interface/select.h"
#include "output/progress.h"

static void del_run(struct invocation *invocation, struct report *report)
{
	auto_target_list struct target_list targets = {0};
	struct progress progress;
	auto_engine struct engine engine = {
		.proceed = progress_proceed,
		.proceed_data = &progress,
	};
	size_t deleted = 0;
	unsigned int select = invocation_has(invocation, OPTION_IF_EXISTS) ? SELECT_IF_EXISTS : 0;
	unsigned int how = 0;

	if (invocation_has(invocation, OPTION_FORCE))
		how |= DELETE_FORCE;
	if (select & SELECT_IF_EXISTS)
		how |= DELETE_IF_EXISTS;
	if (invocation_has(invocation, OPTION_IDLE))
		how |= DELETE_IDLE;
	if (report_fault(report, select_targets(&engine, (const char *const *)invocation->operands,
						invocation->operand_count, select, &targets)))
		return;
	target_list_wrap(&targets, "cannot delete");
	progress_begin(&progress, report, "deleted", targets.count);
	delete_targets(&engine, &targets, how);
	for (size_t i = 0; i < targets.count; i++)
		deleted += targets.items[i].action == ACTION_DELETED;
	progress_end(&progress, deleted, targets.count);
	report_targets(report, &targets);
}

const struct command command_del = {
	.name = "del",
	.alias = "delete",
	.operands = "NAME...",
	.summary = "delete interfaces",
	.options = OPTION_BIT(OPTION_FORCE) | OPTION_BIT(OPTION_IF_EXISTS) |
		   OPTION_BIT(OPTION_IDLE) | OPTION_BIT(OPTION_JSON),
	.min_operands = 1,
	.max_operands = COMMAND_MANY,
	.name_operands = COMMAND_MANY,
	.run = del_run,
};
