// SPDX-License-Identifier: GPL-2.0-or-later
// --pi: 4 bytes of packet information before each packet, as chosen by the last program.

#include "property/property.h"

#include "property/print.h"

static int pi_read(const struct device *device, struct value *value)
{
	value->number = device->pi;
	return 0;
}

static struct fault *pi_differs(struct property_change *change, bool *differs)
{
	*differs = !device_is_used(change->device) && !change->device->pi;
	return NULL;
}

static void pi_column(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	print_yes_no(cell, device->pi);
}

static void pi_json(struct json_builder *builder, json_t *object, const struct device *device,
		    struct listing *listing)
{
	(void)listing;
	json_build_bool(builder, object, "pi", device->pi);
}

static void pi_entry(FILE *line, const struct device *device, struct listing *listing)
{
	(void)listing;
	if (device->pi)
		(void)fputs(" --pi", line);
}

static const struct column pi_columns[] = {
	{"PI", "packet information, as the last program chose it", .print = pi_column},
	{0},
};

const struct property property_pi = {
	.option = "--pi",
	.help = "4 bytes of packet information before each packet",
	.read = pi_read,
	.differs = pi_differs,
	.columns = pi_columns,
	.json = pi_json,
	.entry = pi_entry,
};
