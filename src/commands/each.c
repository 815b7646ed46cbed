// SPDX-License-Identifier: GPL-2.0-or-later
// One change to each interface that names or patterns select, one after the other.

#include "commands/each.h"

#include "interface/select.h"
#include "output/progress.h"
#include "property/properties.h"
#include "property/property.h"
#include "property/values.h"

static void change_one(struct engine *engine, struct target *target, each_fn *change,
		       struct request *request)
{
	struct fault *fault = change(engine, request, target);

	if (fault)
		target_fail(target, fault);
	else
		target->action = target->changes ? ACTION_CHANGED : ACTION_UNCHANGED;
}

void each_interface(struct invocation *invocation, size_t count, struct report *report,
		    const char *what, each_fn *change)
{
	auto_target_list struct target_list targets = {0};
	struct progress progress;
	auto_engine struct engine engine = {
		.proceed = progress_proceed,
		.proceed_data = &progress,
	};
	size_t changed = 0;

	if (report_fault(report, select_targets(&engine, (const char *const *)invocation->operands,
						count, 0, &targets)))
		return;
	progress_begin(&progress, report, "changed", targets.count);
	for (size_t i = 0; i < targets.count && engine_proceed(&engine, changed, targets.count);
	     i++) {
		struct target *target = &targets.items[i];

		if (!target->fault)
			change_one(&engine, target, change, &invocation->request);
		if (target->fault)
			target->fault = fault_wrap(target->fault, target_name(target), what);
		changed += !target->fault;
	}
	progress_end(&progress, changed, targets.count);
	report_targets(report, &targets);
}

struct fault *each_take_value(struct invocation *invocation, enum property_id id, const char *name)
{
	const char *text = invocation->operands[1];
	struct fault *fault = properties[id]->parse(text, &invocation->request.values[id]);

	if (fault)
		return value_fault(fault, name, text);
	invocation->request.given |= PROPERTY_BIT(id);
	return NULL;
}
