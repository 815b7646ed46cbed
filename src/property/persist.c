// SPDX-License-Identifier: GPL-2.0-or-later
// Persistence: whether an interface stays without a program. Every added interface does.

#include "property/property.h"

#include "property/print.h"

static int persist_read(const struct device *device, struct value *value)
{
	value->number = device->persist;
	return 0;
}

static void persist_column(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	print_yes_no(cell, device->persist);
}

static void persist_json(struct json_builder *builder, json_t *object, const struct device *device,
			 struct listing *listing)
{
	(void)listing;
	json_build_bool(builder, object, "persist", device->persist);
}

static const struct column persist_columns[] = {
	{"PERSIST", "whether it stays without a program", .print = persist_column},
	{0},
};

const struct property property_persist = {
	.option = "--persist",
	.read = persist_read,
	.columns = persist_columns,
	.json = persist_json,
};
