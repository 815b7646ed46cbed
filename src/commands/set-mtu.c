// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm set-mtu: set the MTU of an interface.

#include "commands/each.h"
#include "interface/change.h"
#include "input/values.h"

static struct fault *change(struct engine *engine, const struct device *device,
			    const struct request *request, unsigned int *changes)
{
	*changes = device->mtu == request->mtu ? 0 : REQUEST_MTU;
	return change_mtu(engine, device, request->mtu);
}

/* Which of the two modes it has is not known yet, and bad input ends before it is. */
static struct fault *check(struct invocation *invocation, struct report *report)
{
	const char *text = invocation->operands[1];
	struct fault *fault = value_mtu(text, &invocation->request.mtu);

	(void)report;
	return fault ? value_fault(fault, "MTU", text) : NULL;
}

static void run(struct invocation *invocation, struct report *report)
{
	each_interface(invocation, report, "cannot set MTU", change);
}

const struct command command_set_mtu = {
	.name = "set-mtu",
	.operands = "NAME MTU",
	.summary = "set the MTU of an interface",
	.options = OPTION_BIT(OPTION_JSON),
	.min_operands = 2,
	.max_operands = 2,
	.name_operands = 1,
	.check = check,
	.run = run,
};
