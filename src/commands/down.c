// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm down: delete what the table describes, last entry first.

#include <stdlib.h>

#include "command.h"
#include "commands/table.h"
#include "interface/delete-rehearse.h"
#include "interface/delete.h"
#include "interface/select.h"
#include "output/progress.h"
#include "util/cleanup.h"

/* Later entries may depend on earlier ones, so deletion goes in reverse order. */
static struct fault *select_entries(struct engine *engine, const struct table *table,
				    struct target_list *targets)
{
	auto_free const char **names = calloc(table->count + 1, sizeof(*names));
	struct fault *fault;
	size_t count = 0;

	if (!names)
		return fault_memory();
	for (size_t i = table->count; i-- > 0;)
		if (!table->chosen[i]->fault)
			names[count++] = table->chosen[i]->name;
	fault = select_targets(engine, names, count, SELECT_IF_EXISTS | SELECT_LITERAL, targets);
	target_list_wrap(targets, "cannot delete");
	return fault;
}

static void take_down(struct engine *engine, struct target_list *targets, unsigned int how,
		      struct progress *progress, struct report *report)
{
	size_t there = 0;
	size_t deleted = 0;

	for (size_t i = 0; i < targets->count; i++)
		there += targets->items[i].action == ACTION_NONE;
	progress_begin(progress, report, "deleted", there);
	delete_targets(engine, targets, how);
	for (size_t i = 0; i < targets->count; i++)
		deleted += targets->items[i].action == ACTION_DELETED;
	progress_end(progress, deleted, there);
}

static void down_run(struct invocation *invocation, struct report *report)
{
	auto_target_list struct target_list targets = {0};
	auto_table struct table table = {0};
	struct progress progress;
	auto_engine struct engine engine = {
		.proceed = progress_proceed,
		.proceed_data = &progress,
	};
	unsigned int how = DELETE_IF_EXISTS;
	unsigned int doubt = 0;
	struct fault *fault;

	if (invocation_has(invocation, OPTION_FORCE))
		how |= DELETE_FORCE;
	if (!table_read(invocation, &table, report))
		return;
	fault = select_entries(&engine, &table, &targets);
	if (!fault && invocation_has(invocation, OPTION_DRY_RUN))
		fault = delete_rehearse(&engine, &targets, how, &doubt);
	else if (!fault)
		take_down(&engine, &targets, how, &progress, report);
	for (size_t i = 0; !fault && i < table.count; i++)
		if (table.chosen[i]->fault)
			fault = table_add_bad(&targets, table.chosen[i]);
	table_report(invocation, &targets, report);
	table_report_doubt(doubt, report);
	(void)report_fault(report, fault);
}

const struct command command_down = {
	.name = "down",
	.operands = "[NAME...]",
	.summary = "delete what /etc/tuntab describes",
	.options = OPTION_BIT(OPTION_FILE) | OPTION_BIT(OPTION_DRY_RUN) |
		   OPTION_BIT(OPTION_ESCAPED) | OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_FORCE),
	.max_operands = COMMAND_MANY,
	.name_operands = COMMAND_MANY,
	.run = down_run,
};
