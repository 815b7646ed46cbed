// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm reset: clear what the last program left in idle interfaces.

#include "command.h"
#include "interface/reset.h"
#include "interface/select.h"
#include "output/progress.h"

static void reset_run(struct invocation *invocation, struct report *report)
{
	auto_target_list struct target_list targets = {0};
	struct progress progress;
	auto_engine struct engine engine = {
		.proceed = progress_proceed,
		.proceed_data = &progress,
	};
	size_t done = 0;

	if (report_fault(report, select_targets(&engine, (const char *const *)invocation->operands,
						invocation->operand_count, 0, &targets)))
		return;
	target_list_wrap(&targets, "cannot reset");
	progress_begin(&progress, report, "reset", targets.count);
	reset_targets(&engine, &targets);
	for (size_t i = 0; i < targets.count; i++)
		done += targets.items[i].action == ACTION_CHANGED ||
			targets.items[i].action == ACTION_UNCHANGED;
	progress_end(&progress, done, targets.count);
	report_targets(report, &targets);
}

const struct command command_reset = {
	.name = "reset",
	.operands = "NAME...",
	.summary = "clear what the last program left",
	.options = OPTION_BIT(OPTION_JSON),
	.min_operands = 1,
	.max_operands = COMMAND_MANY,
	.name_operands = COMMAND_MANY,
	.run = reset_run,
};
