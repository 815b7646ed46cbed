// SPDX-License-Identifier: GPL-2.0-or-later
// --master: the bridge, or other link, that the interface is a port of.

#include "property/property.h"

#include <errno.h>

#include "kernel/link-attribute.h"
#include "property/print.h"
#include "property/values.h"

static struct fault *master_parse(const char *text, struct value *value)
{
	struct fault *fault = value_link_name(text);

	if (!fault && value_set_name(value, text) < 0)
		fault = fault_memory();
	return fault;
}

static struct fault *master_resolve(struct engine *engine, struct value *value)
{
	const struct device *device;
	struct fault *fault = engine_find_link(engine, value->name, &device);

	if (!fault)
		value->number = (uint64_t)device->ifindex;
	else if (fault->status == STATUS_MISSING)
		fault = fault_explain(fault, STATUS_FAILED, "no bridge '%s'", value->name);
	return fault;
}

static int master_read(const struct device *device, struct value *value)
{
	value->number = (uint64_t)link_master(device);
	return 0;
}

static void master_put(const struct value *value, struct link_change *change)
{
	link_change_master(change, (int)value->number);
}

/* The kernel says no more than an errno to what people ask in vain. */
static struct fault *master_explain(struct fault *fault, const struct property_change *change)
{
	const char *name = change->request->values[PROPERTY_MASTER].name;

	if (fault->error == EINVAL && change->device->mode == TUN_MODE_TUN)
		return fault_explain(fault, STATUS_CONFLICT,
				     "a tun carries no Ethernet frames: no bridge takes it");
	if (fault->error == EOPNOTSUPP && name)
		return fault_explain(fault, STATUS_CONFLICT,
				     "'%s' is no bridge, and takes no ports", name);
	return fault;
}

static void master_column(FILE *cell, const struct device *device, struct listing *listing)
{
	const char *name = listing_master(listing, link_master(device));

	if (name)
		(void)fputs(name, cell);
}

static void master_json(struct json_builder *builder, json_t *object, const struct device *device,
			struct listing *listing)
{
	const char *name = listing_master(listing, link_master(device));

	if (name)
		json_build_text(builder, object, "master", name);
}

static void master_entry(FILE *line, const struct device *device, struct listing *listing)
{
	const char *name = listing_master(listing, link_master(device));

	if (!name)
		return;
	(void)fputs(" --master ", line);
	print_entry_word(line, name);
}

static const struct column master_columns[] = {
	{"MASTER", "the link that it is a port of", .print = master_column},
	{0},
};

const struct property property_master = {
	.option = "--master",
	.argument = "LINK",
	.help = "put the interface into a bridge, a VRF, ...",
	.back = "--no-master",
	.back_help = "take it out of its master",
	.parse = master_parse,
	.resolve = master_resolve,
	.read = master_read,
	.put = master_put,
	.explain = master_explain,
	.columns = master_columns,
	.json = master_json,
	.entry = master_entry,
};
