// SPDX-License-Identifier: GPL-2.0-or-later
// Devices into JSON.

#include "output/json-listing.h"

#include "output/json-build.h"
#include "output/link-words.h"
#include "util/id-name.h"

/* What is looked up on the way: lists ask for the same few ids again and again. */
struct ids {
	struct id_names users;
	struct id_names groups;
};

struct flag_array {
	struct json_builder *builder;
	json_t *array;
};

static void append_flag(const char *name, void *data)
{
	struct flag_array *flags = data;

	json_build_append_text(flags->builder, flags->array, name);
}

static void set_flags(struct json_builder *builder, json_t *object, unsigned int flags)
{
	struct flag_array array = {.builder = builder, .array = json_build_array()};

	link_flags(flags, append_flag, &array);
	json_build_set(builder, object, "flags", array.array);
}

static void set_mac(struct json_builder *builder, json_t *object, const uint8_t mac[6])
{
	char text[LINK_MAC_SIZE];

	link_mac(mac, text);
	json_build_text(builder, object, "address", text);
}

static void set_link(struct json_builder *builder, json_t *object, const struct device *device)
{
	json_build_text(builder, object, "ifname", device->name);
	json_build_number(builder, object, "ifindex", device->ifindex);
	set_flags(builder, object, device->flags);
	json_build_number(builder, object, "mtu", device->mtu);
	if (device->master_name[0])
		json_build_text(builder, object, "master", device->master_name);
	json_build_text(builder, object, "operstate", link_operstate(device->operstate));
	json_build_number(builder, object, "txqlen", device->txqlen);
	if (device->has & DEVICE_HAS_MAC)
		set_mac(builder, object, device->mac);
}

static void set_ids(struct json_builder *builder, json_t *object, const struct device *device,
		    struct ids *ids)
{
	const char *name;

	if (device->has & DEVICE_HAS_OWNER) {
		json_build_number(builder, object, "user", device->owner);
		name = id_names_user(&ids->users, device->owner);
		if (name)
			json_build_text(builder, object, "user_name", name);
	}
	if (device->has & DEVICE_HAS_GROUP) {
		json_build_number(builder, object, "group", device->group);
		name = id_names_group(&ids->groups, device->group);
		if (name)
			json_build_text(builder, object, "group_name", name);
	}
}

static void set_tun(struct json_builder *builder, json_t *object, const struct device *device,
		    struct ids *ids)
{
	json_build_text(builder, object, "mode", tun_mode_name(device->mode));
	set_ids(builder, object, device, ids);
	json_build_bool(builder, object, "pi", device->pi);
	json_build_bool(builder, object, "vnet_hdr", device->vnet_hdr);
	json_build_bool(builder, object, "multi_queue", device->multi_queue);
	if (device->has & DEVICE_HAS_QUEUES) {
		json_build_number(builder, object, "numqueues", device->numqueues);
		json_build_number(builder, object, "numdisabled", device->numdisabled);
	}
	json_build_bool(builder, object, "persist", device->persist);
	json_build_bool(builder, object, "carrier", device->carrier);
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
}

/* One device of a listing, and what is kept from one to the next. */
struct item {
	const struct device *device;
	const struct listing *listing;
	struct ids *ids;
};

static void fill(struct json_builder *builder, json_t *object, const void *data)
{
	const struct item *item = data;
	const struct device *device = item->device;

	set_link(builder, object, device);
	set_tun(builder, object, device, item->ids);
	if (device->altnames && device->altnames[0])
		json_build_texts(builder, object, "altnames", device->altnames);
	if (item->listing->holders)
		set_processes(builder, object, device, item->listing->holders);
	builder->failed |= item->ids->users.no_memory || item->ids->groups.no_memory;
}

void json_add_listing(struct json_document *document, const struct listing *listing)
{
	struct ids ids = {0};
	struct item item = {.listing = listing, .ids = &ids};

	for (size_t i = 0; i < listing->devices->count; i++) {
		item.device = &listing->devices->items[i];
		json_document_add(document, fill, &item, NULL, NULL);
	}
	id_names_clear(&ids.users);
	id_names_clear(&ids.groups);
}
