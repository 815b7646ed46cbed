// SPDX-License-Identifier: GPL-2.0-or-later
// --group: the group whose members may attach.

#include "property/property.h"

#include "property/accounts.h"
#include "property/print.h"

static struct fault *group_parse(const char *text, struct value *value)
{
	gid_t gid = 0;
	bool named;
	struct fault *fault = account_read_group(text, &gid, &named);

	value->number = gid;
	if (!fault && named && value_set_name(value, text) < 0)
		fault = fault_memory();
	return fault;
}

static struct fault *group_resolve(struct engine *engine, struct value *value)
{
	gid_t gid = 0;
	struct fault *fault = account_find_group(value->name, &gid);

	(void)engine;
	value->number = gid;
	return fault;
}

/* The number of an unmapped group does not identify it. */
static int group_read(const struct device *device, struct value *value)
{
	value->number = device->has & DEVICE_HAS_GROUP ? device->group : UINT64_MAX;
	return 0;
}

static void group_column(FILE *cell, const struct device *device, struct listing *listing)
{
	bool has = device->has & DEVICE_HAS_GROUP;

	print_id(cell, has, device->group,
		 has ? id_names_group(&listing->groups, device->group) : NULL);
}

static void gid_column(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	print_id(cell, device->has & DEVICE_HAS_GROUP, device->group, NULL);
}

static void group_json(struct json_builder *builder, json_t *object, const struct device *device,
		       struct listing *listing)
{
	const char *name;

	if (!(device->has & DEVICE_HAS_GROUP))
		return;
	/* The number would be that of another group. */
	if (device->group == DEVICE_ID_UNMAPPED) {
		json_build_bool(builder, object, "group_unmapped", true);
		return;
	}
	json_build_number(builder, object, "group", device->group);
	name = id_names_group(&listing->groups, device->group);
	if (name)
		json_build_text(builder, object, "group_name", name);
}

static void group_entry(FILE *line, const struct device *device, struct listing *listing)
{
	/*
	 * If the owner, who had to be in the group, is left out, the group alone would admit more
	 * users.
	 */
	if (!(device->has & DEVICE_HAS_GROUP) || device->group == DEVICE_ID_UNMAPPED ||
	    ((device->has & DEVICE_HAS_OWNER) && device->owner == DEVICE_ID_UNMAPPED))
		return;
	(void)fputs(" --group ", line);
	print_entry_id(line, id_names_group(&listing->groups, device->group), device->group);
}

static const struct column group_columns[] = {
	{"GROUP", "the group whose members may attach, - without one", .rank = 4,
	 .print = group_column},
	{"GID", "the group as a number", .number = true, .print = gid_column},
	{0},
};

const struct property property_group = {
	.option = "--group",
	.letter = 'g',
	.argument = "GROUP",
	.help = "the group whose members may attach",
	.parse = group_parse,
	.resolve = group_resolve,
	.account = true,
	.read = group_read,
	.columns = group_columns,
	.json = group_json,
	.entry = group_entry,
};
