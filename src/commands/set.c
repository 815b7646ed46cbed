// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm set: change properties of existing interfaces, as far as the kernel allows, and remove
// them.

#include "commands/each.h"
#include "interface/ensure.h"
#include "property/properties.h"

static struct fault *set_check(struct invocation *invocation, struct report *report)
{
	const struct request *request = &invocation->request;

	(void)report;
	if (request->given | request->withdrawn)
		return properties_check_any(request);
	return fault_wrap(fault_new(STATUS_USAGE, "nothing to set is given"), "set", NULL);
}

static void set_run(struct invocation *invocation, struct report *report)
{
	each_interface(invocation, invocation->operand_count, report, "cannot change",
		       ensure_change);
}

const struct command command_set = {
	.name = "set",
	.operands = "NAME...",
	.summary = "change existing interfaces",
	.options = OPTION_BIT(OPTION_JSON),
	.properties = PROPERTIES_ALL,
	.live = true,
	.min_operands = 1,
	.max_operands = COMMAND_MANY,
	.name_operands = COMMAND_MANY,
	.check = set_check,
	.run = set_run,
};
