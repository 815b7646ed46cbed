// SPDX-License-Identifier: GPL-2.0-or-later
// Devices into JSON.

#include "output/json-listing.h"

#include "interface/attached.h"
#include "json/json-build.h"
#include "output/link-words.h"
#include "property/properties.h"

struct flag_array {
	struct json_builder *builder;
	json_t *array;
};

static void append_flag(const char *name, void *data)
{
	struct flag_array *flags = data;

	json_build_append_text(flags->builder, flags->array, name);
}

static void set_link_flags(struct json_builder *builder, json_t *object, unsigned int flags)
{
	struct flag_array array = {.builder = builder, .array = json_build_array()};

	link_flags(flags, append_flag, &array);
	json_build_set(builder, object, "flags", array.array);
}

static void set_queues(struct json_builder *builder, json_t *object, const struct device *device)
{
	if (!(device->has & DEVICE_HAS_QUEUES))
		return;
	json_build_number(builder, object, "numqueues", device->numqueues);
	json_build_number(builder, object, "numdisabled", device->numdisabled);
}

static void set_processes(struct json_builder *builder, json_t *object, const struct device *device,
			  const struct holder_list *holders)
{
	json_t *array = json_build_array();
	size_t count;
	const struct holder *holder = holders_of(holders, device->name, &count);

	for (size_t i = 0; i < count; i++) {
		json_t *process = json_build_object();

		json_build_number(builder, process, "pid", holder[i].pid);
		json_build_text(builder, process, "name", holder[i].comm);
		json_build_append(builder, array, process);
	}
	json_build_set(builder, object, "processes", array);
	if (attached_may_hide(device, holders))
		json_build_bool(builder, object, "processes_hidden", true);
}

/* One device of a listing. */
struct item {
	const struct device *device;
	struct listing *listing;
};

static void fill_listed(struct json_builder *builder, json_t *object, const void *data)
{
	const struct item *item = data;
	const struct device *device = item->device;
	struct listing *listing = item->listing;

	json_build_text(builder, object, "ifname", device->name);
	json_build_number(builder, object, "ifindex", device->ifindex);
	set_link_flags(builder, object, device->flags);
	json_build_text(builder, object, "operstate", link_operstate(device->operstate));
	set_queues(builder, object, device);
	for (int id = 0; id < PROPERTY_COUNT; id++)
		if (properties[id]->json)
			properties[id]->json(builder, object, device, listing);
	if (listing->holders)
		set_processes(builder, object, device, listing->holders);
	builder->failed |= listing->users.no_memory || listing->groups.no_memory;
}

void json_add_listing(struct json_document *document, struct listing *listing)
{
	struct item item = {.listing = listing};

	for (size_t i = 0; i < listing->devices->count; i++) {
		item.device = &listing->devices->items[i];
		json_document_add(document, fill_listed, &item, NULL, NULL);
	}
}
