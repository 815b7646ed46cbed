// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm persist: keep an interface beyond the last process that is attached, or no longer.

#include "commands/each.h"
#include "interface/change.h"
#include "input/values.h"

static struct fault *change(struct engine *engine, const struct device *device,
			    const struct request *request, unsigned int *changes)
{
	bool persist = request->given & REQUEST_PERSIST;

	*changes = device->persist == persist ? 0 : REQUEST_PERSIST;
	return change_persist(engine, device, persist);
}

static struct fault *check(struct invocation *invocation, struct report *report)
{
	const char *text = invocation->operands[1];
	bool persist = true;
	struct fault *fault = text ? value_on_off(text, &persist) : NULL;

	(void)report;
	if (fault)
		return value_fault(fault, "persist", text);
	if (persist)
		invocation->request.given |= REQUEST_PERSIST;
	return NULL;
}

static void run(struct invocation *invocation, struct report *report)
{
	bool persist = invocation->request.given & REQUEST_PERSIST;

	each_interface(invocation, report,
		       persist ? "cannot make persistent" : "cannot make non-persistent", change);
}

const struct command command_persist = {
	.name = "persist",
	.operands = "NAME [on|off]",
	.summary = "make it stay without a program, or not",
	.options = OPTION_BIT(OPTION_JSON),
	.min_operands = 1,
	.max_operands = 2,
	.name_operands = 1,
	.check = check,
	.run = run,
};
