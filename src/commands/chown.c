// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm chown: give an interface to another owner or group.

#include "commands/each.h"
#include "interface/change.h"

static struct fault *change(struct engine *engine, const struct device *device,
			    const struct request *request, unsigned int *changes)
{
	*changes = change_owner_differs(device, request->given, request->owner, request->group);
	return change_owner(engine, device, request->given, request->owner, request->group);
}

static struct fault *check(struct invocation *invocation, struct report *report)
{
	(void)report;
	if (invocation->request.given & (REQUEST_OWNER | REQUEST_GROUP))
		return NULL;
	return fault_wrap(fault_new(STATUS_USAGE, "neither --owner nor --group is given"), "chown",
			  NULL);
}

static void run(struct invocation *invocation, struct report *report)
{
	each_interface(invocation, report, "cannot change owner", change);
}

const struct command command_chown = {
	.name = "chown",
	.operands = "NAME",
	.summary = "give an interface to another owner or group",
	.options = OPTION_BIT(OPTION_OWNER) | OPTION_BIT(OPTION_GROUP) | OPTION_BIT(OPTION_JSON),
	.min_operands = 1,
	.max_operands = 1,
	.name_operands = 1,
	.check = check,
	.run = run,
};
