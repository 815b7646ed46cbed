// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm chown: give an interface to another owner or group.

#include "commands/each.h"
#include "engine/change.h"

static struct fault *change(struct engine *engine, const struct device *device, const void *value,
			    unsigned int *changes)
{
	const struct request *request = value;

	*changes = change_owner_differs(device, request->given, request->owner, request->group);
	return change_owner(engine, device, request->given, request->owner, request->group);
}

static void run(struct invocation *invocation, struct report *report)
{
	if (!(invocation->request.given & (REQUEST_OWNER | REQUEST_GROUP))) {
		struct fault *fault =
			fault_new(STATUS_USAGE, "neither --owner nor --group is given");

		(void)report_fault(report, fault_wrap(fault, "chown", NULL));
		return;
	}
	each_interface(invocation, report, "cannot change owner", change, &invocation->request);
}

const struct command command_chown = {
	.name = "chown",
	.operands = "NAME",
	.summary = "give an interface to another owner or group",
	.options = OPTION_BIT(OPTION_OWNER) | OPTION_BIT(OPTION_GROUP),
	.min_operands = 1,
	.max_operands = 1,
	.name_operands = 1,
	.run = run,
};
