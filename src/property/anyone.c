// SPDX-License-Identifier: GPL-2.0-or-later
// --anyone: no owner and no group, which is possible only for a new interface.

#include "property/conflict.h"
#include "property/property.h"

/* The kernel cannot remove an owner or a group. */
static struct fault *anyone_conflict(const struct device *device, const struct request *request)
{
	const char *what = device->has & DEVICE_HAS_OWNER ? "an owner" : "a group";

	(void)request;
	if (device_is_ownerless(device))
		return NULL;
	return conflict_anew(fault_new(STATUS_CONFLICT, "it has %s, but none is asked for", what),
			     device);
}

static struct fault *anyone_differs(struct property_change *change, bool *differs)
{
	(void)change;
	*differs = false;
	return NULL;
}

static void anyone_entry(FILE *line, const struct device *device, struct listing *listing)
{
	(void)listing;
	if (device_is_ownerless(device))
		(void)fputs(" --anyone", line);
}

const struct property property_anyone = {
	.option = "--anyone",
	.help = "every user may attach: no owner, no group",
	.excludes = PROPERTY_BIT(PROPERTY_OWNER) | PROPERTY_BIT(PROPERTY_GROUP),
	.conflict = anyone_conflict,
	.differs = anyone_differs,
	.entry = anyone_entry,
};
