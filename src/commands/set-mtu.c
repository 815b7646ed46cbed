// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm set-mtu: set the MTU of an interface.

#include "commands/each.h"
#include "engine/change.h"
#include "input/values.h"

static struct fault *change(struct engine *engine, const struct device *device, const void *value,
			    unsigned int *changes)
{
	const uint32_t *mtu = value;

	*changes = device->mtu == *mtu ? 0 : REQUEST_MTU;
	return change_mtu(engine, device, *mtu);
}

static void run(struct invocation *invocation, struct report *report)
{
	const char *text = invocation->operands[1];
	uint32_t mtu;
	struct fault *fault = value_mtu(text, &mtu);

	if (!fault) {
		each_interface(invocation, report, "cannot set MTU", change, &mtu);
		return;
	}
	/* Which of the two it is has not been looked up, and bad input ends before that. */
	fault = fault_explain(fault, STATUS_USAGE,
			      "allowed are %u to %u for a tap, %u to %u for a tun", TUN_MTU_MIN,
			      TAP_MTU_MAX, TUN_MTU_MIN, TUN_MTU_MAX);
	(void)report_fault(report, value_fault(fault, "MTU", text));
}

const struct command command_set_mtu = {
	.name = "set-mtu",
	.operands = "NAME MTU",
	.summary = "set the MTU of an interface",
	.min_operands = 2,
	.max_operands = 2,
	.name_operands = 1,
	.run = run,
};
