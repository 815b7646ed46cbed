// SPDX-License-Identifier: GPL-2.0-or-later
// --up: whether the link is up.

#include "property/property.h"

static int up_read(const struct device *device, struct value *value)
{
	value->number = !!(device->flags & IFF_UP);
	return 0;
}

static void up_put(const struct value *value, struct link_change *change)
{
	link_change_up(change, value->number);
}

static void up_entry(FILE *line, const struct device *device, struct listing *listing)
{
	(void)listing;
	if (device->flags & IFF_UP)
		(void)fputs(" --up", line);
}

const struct property property_up = {
	.option = "--up",
	.help = "bring the interface up",
	.back = "--down",
	.back_help = "bring the interface down",
	.read = up_read,
	.put = up_put,
	.entry = up_entry,
};
