// SPDX-License-Identifier: GPL-2.0-or-later
// --vnet-hdr: a virtio-net header before each packet, as chosen by the last program.

#include "property/property.h"

#include "property/print.h"

static int vnet_hdr_read(const struct device *device, struct value *value)
{
	value->number = device->vnet_hdr;
	return 0;
}

static struct fault *vnet_hdr_differs(struct property_change *change, bool *differs)
{
	*differs = !device_is_used(change->device) && !change->device->vnet_hdr;
	return NULL;
}

static void vnet_hdr_column(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	print_yes_no(cell, device->vnet_hdr);
}

static void vnet_hdr_json(struct json_builder *builder, json_t *object, const struct device *device,
			  struct listing *listing)
{
	(void)listing;
	json_build_bool(builder, object, "vnet_hdr", device->vnet_hdr);
}

static void vnet_hdr_entry(FILE *line, const struct device *device, struct listing *listing)
{
	(void)listing;
	if (device->vnet_hdr)
		(void)fputs(" --vnet-hdr", line);
}

static const struct column vnet_hdr_columns[] = {
	{"VNET_HDR", "virtio-net header, likewise", .print = vnet_hdr_column},
	{0},
};

const struct property property_vnet_hdr = {
	.option = "--vnet-hdr",
	.help = "a virtio-net header before each packet",
	.read = vnet_hdr_read,
	.differs = vnet_hdr_differs,
	.columns = vnet_hdr_columns,
	.json = vnet_hdr_json,
	.entry = vnet_hdr_entry,
};
