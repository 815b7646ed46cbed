// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm persist: keep an interface beyond the last process that is attached, or no longer.

#include "commands/each.h"
#include "engine/change.h"
#include "input/values.h"

static struct fault *change(struct engine *engine, const struct device *device, const void *value,
			    unsigned int *changes)
{
	const bool *persist = value;

	*changes = device->persist == *persist ? 0 : REQUEST_PERSIST;
	return change_persist(engine, device, *persist);
}

static void run(struct invocation *invocation, struct report *report)
{
	bool persist = true;

	if (invocation->operand_count > 1) {
		const char *text = invocation->operands[1];
		struct fault *fault = value_on_off(text, &persist);

		if (fault) {
			(void)report_fault(report, value_fault(fault, "persist", text));
			return;
		}
	}
	each_interface(invocation, report,
		       persist ? "cannot make persistent" : "cannot make non-persistent", change,
		       &persist);
}

const struct command command_persist = {
	.name = "persist",
	.operands = "NAME [on|off]",
	.summary = "make it stay without a program, or not",
	.min_operands = 1,
	.max_operands = 2,
	.name_operands = 1,
	.run = run,
};
