// SPDX-License-Identifier: GPL-2.0-or-later
// One change to every interface that a name or pattern stands for, one after the other.

#include "commands/each.h"

#include "interface/select.h"
#include "output/progress.h"

static void change_one(struct engine *engine, struct target *target, each_fn *change,
		       const struct request *request)
{
	unsigned int changes = 0;
	struct fault *fault = change(engine, &target->device, request, &changes);

	if (fault) {
		target_fail(target, fault);
		return;
	}
	target->changes = changes;
	target->action = changes ? ACTION_CHANGED : ACTION_UNCHANGED;
}

void each_interface(const struct invocation *invocation, struct report *report, const char *what,
		    each_fn *change)
{
	struct target_list targets auto_target_list = {0};
	struct progress progress;
	struct engine engine auto_engine = {
		.proceed = progress_proceed,
		.proceed_data = &progress,
	};
	size_t changed = 0;

	if (report_fault(report, select_targets(&engine, (const char *const *)invocation->operands,
						1, 0, &targets)))
		return;
	progress_begin(&progress, report, "changed", targets.count);
	for (size_t i = 0; i < targets.count && engine_proceed(&engine, changed, targets.count);
	     i++) {
		struct target *target = &targets.items[i];

		if (target->fault)
			target->fault = fault_wrap(target->fault, NULL, what);
		else
			change_one(&engine, target, change, &invocation->request);
		changed += !target->fault;
	}
	progress_end(&progress, changed, targets.count);
	report_targets(report, &targets);
}
