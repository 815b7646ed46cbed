// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm persist: keep an interface after the last process has detached, or no longer do so.

#include "commands/each.h"
#include "interface/change.h"
#include "property/values.h"

static struct fault *persist_change(struct engine *engine, struct request *request,
				    struct target *target)
{
	const struct device *device = &target->device;
	bool persist = request_number(request, PROPERTY_PERSIST);

	target->changes = device->persist == persist ? 0 : PROPERTY_BIT(PROPERTY_PERSIST);
	return change_persist(engine, device, persist);
}

static struct fault *persist_check(struct invocation *invocation, struct report *report)
{
	const char *text = invocation->operands[1];
	bool persist = true;
	struct fault *fault = text ? value_on_off(text, &persist) : NULL;

	(void)report;
	if (fault)
		return value_fault(fault, "persist", text);
	request_set(&invocation->request, PROPERTY_PERSIST, persist);
	return NULL;
}

static void persist_run(struct invocation *invocation, struct report *report)
{
	bool persist = request_number(&invocation->request, PROPERTY_PERSIST);

	each_interface(invocation, 1, report,
		       persist ? "cannot make persistent" : "cannot make non-persistent",
		       persist_change);
}

const struct command command_persist = {
	.name = "persist",
	.operands = "NAME [on|off]",
	.summary = "make an interface persistent, or not",
	.options = OPTION_BIT(OPTION_JSON),
	.min_operands = 1,
	.max_operands = 2,
	.name_operands = 1,
	.check = persist_check,
	.run = persist_run,
};
