// SPDX-License-Identifier: GPL-2.0-or-later
// --owner: the user who may attach.

#include "property/property.h"

#include "property/accounts.h"
#include "property/print.h"

static struct fault *owner_parse(const char *text, struct value *value)
{
	uid_t uid = 0;
	bool named;
	struct fault *fault = account_read_user(text, &uid, &named);

	value->number = uid;
	if (!fault && named && value_set_name(value, text) < 0)
		fault = fault_memory();
	return fault;
}

static struct fault *owner_resolve(struct engine *engine, struct value *value)
{
	uid_t uid = 0;
	struct fault *fault = account_find_user(value->name, &uid);

	(void)engine;
	value->number = uid;
	return fault;
}

/* The number of an unmapped user does not identify it. */
static int owner_read(const struct device *device, struct value *value)
{
	value->number = device->has & DEVICE_HAS_OWNER ? device->owner : UINT64_MAX;
	return 0;
}

static void owner_column(FILE *cell, const struct device *device, struct listing *listing)
{
	bool has = device->has & DEVICE_HAS_OWNER;

	print_id(cell, has, device->owner,
		 has ? id_names_user(&listing->users, device->owner) : NULL);
}

static void uid_column(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	print_id(cell, device->has & DEVICE_HAS_OWNER, device->owner, NULL);
}

static void owner_json(struct json_builder *builder, json_t *object, const struct device *device,
		       struct listing *listing)
{
	const char *name;

	if (!(device->has & DEVICE_HAS_OWNER))
		return;
	/* The number would be that of another user. */
	if (device->owner == DEVICE_ID_UNMAPPED) {
		json_build_bool(builder, object, "user_unmapped", true);
		return;
	}
	json_build_number(builder, object, "user", device->owner);
	name = id_names_user(&listing->users, device->owner);
	if (name)
		json_build_text(builder, object, "user_name", name);
}

static void owner_entry(FILE *line, const struct device *device, struct listing *listing)
{
	if (!(device->has & DEVICE_HAS_OWNER) || device->owner == DEVICE_ID_UNMAPPED)
		return;
	(void)fputs(" --owner ", line);
	print_entry_id(line, id_names_user(&listing->users, device->owner), device->owner);
}

static const struct column owner_columns[] = {
	{"OWNER", "the user who may attach, - without one", .rank = 3, .print = owner_column},
	{"UID", "the owner as a number", .number = true, .print = uid_column},
	{0},
};

const struct property property_owner = {
	.option = "--owner",
	.letter = 'u',
	.argument = "USER",
	.help = "the user who may attach",
	.parse = owner_parse,
	.resolve = owner_resolve,
	.account = true,
	.read = owner_read,
	.columns = owner_columns,
	.json = owner_json,
	.entry = owner_entry,
};
