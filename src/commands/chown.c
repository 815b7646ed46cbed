// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm chown: give an interface to another owner or group.

#include "commands/each.h"
#include "interface/change.h"
#include "property/properties.h"

static struct fault *chown_change(struct engine *engine, struct request *request,
				  struct target *target)
{
	const struct device *device = &target->device;
	struct fault *fault = properties_resolve(engine, request);
	uid_t owner = (uid_t)request_number(request, PROPERTY_OWNER);
	gid_t group = (gid_t)request_number(request, PROPERTY_GROUP);

	target->changes = change_owner_differs(device, request->given, owner, group);
	return fault ? fault : change_owner(engine, device, request->given, owner, group);
}

static struct fault *chown_check(struct invocation *invocation, struct report *report)
{
	(void)report;
	if (invocation->request.given)
		return NULL;
	return fault_wrap(fault_new(STATUS_USAGE, "neither --owner nor --group is given"), "chown",
			  NULL);
}

static void chown_run(struct invocation *invocation, struct report *report)
{
	each_interface(invocation, 1, report, "cannot change owner", chown_change);
}

const struct command command_chown = {
	.name = "chown",
	.operands = "NAME",
	.summary = "give an interface to another owner or group",
	.options = OPTION_BIT(OPTION_JSON),
	.properties = PROPERTY_BIT(PROPERTY_OWNER) | PROPERTY_BIT(PROPERTY_GROUP),
	.min_operands = 1,
	.max_operands = 1,
	.name_operands = 1,
	.check = chown_check,
	.run = chown_run,
};
