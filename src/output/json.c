// SPDX-License-Identifier: GPL-2.0-or-later
// Devices and targets into jansson's values.

#include "output/json.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/request.h"
#include "output/library.h"
#include "output/link-words.h"
#include "output/report.h"
#include "output/utf8.h"
#include "util/cleanup.h"
#include "util/id-name.h"

static struct {
	LIBRARY_FUNCTION(json_object);
	LIBRARY_FUNCTION(json_array);
	LIBRARY_FUNCTION(json_string);
	LIBRARY_FUNCTION(json_integer);
	LIBRARY_FUNCTION(json_true);
	LIBRARY_FUNCTION(json_false);
	LIBRARY_FUNCTION(json_object_set_new);
	LIBRARY_FUNCTION(json_array_append_new);
	LIBRARY_FUNCTION(json_dumpf);
	LIBRARY_FUNCTION(json_delete);
} api;

struct fault *json_prepare(void)
{
	static const struct library_symbol symbols[] = {
		LIBRARY_SYMBOL(api, json_object),
		LIBRARY_SYMBOL(api, json_array),
		LIBRARY_SYMBOL(api, json_string),
		LIBRARY_SYMBOL(api, json_integer),
		LIBRARY_SYMBOL(api, json_true),
		LIBRARY_SYMBOL(api, json_false),
		LIBRARY_SYMBOL(api, json_object_set_new),
		LIBRARY_SYMBOL(api, json_array_append_new),
		LIBRARY_SYMBOL(api, json_dumpf),
		LIBRARY_SYMBOL(api, json_delete),
	};

	return library_load(JANSSON_SONAME, symbols, sizeof(symbols) / sizeof(symbols[0]));
}

/* A value under way: once something failed for want of memory, the rest is of no use. */
struct builder {
	struct id_names users;
	struct id_names groups;
	bool failed;
};

static json_t *text_value(const char *text)
{
	auto_free char *valid = utf8_repair(text);

	return valid ? api.json_string(valid) : NULL;
}

static void set(struct builder *builder, json_t *object, const char *key, json_t *value)
{
	/* It takes NULL for a failure, and the value in any case. */
	if (api.json_object_set_new(object, key, value) != 0)
		builder->failed = true;
}

static void append(struct builder *builder, json_t *array, json_t *value)
{
	if (api.json_array_append_new(array, value) != 0)
		builder->failed = true;
}

static void set_text(struct builder *builder, json_t *object, const char *key, const char *text)
{
	set(builder, object, key, text_value(text));
}

static void set_number(struct builder *builder, json_t *object, const char *key, json_int_t number)
{
	set(builder, object, key, api.json_integer(number));
}

static void set_bool(struct builder *builder, json_t *object, const char *key, bool value)
{
	set(builder, object, key, value ? api.json_true() : api.json_false());
}

struct flag_array {
	struct builder *builder;
	json_t *array;
};

static void append_flag(const char *name, void *data)
{
	struct flag_array *flags = data;

	append(flags->builder, flags->array, text_value(name));
}

static void set_flags(struct builder *builder, json_t *object, unsigned int flags)
{
	struct flag_array array = {.builder = builder, .array = api.json_array()};

	link_flags(flags, append_flag, &array);
	set(builder, object, "flags", array.array);
}

static void set_mac(struct builder *builder, json_t *object, const uint8_t mac[6])
{
	char text[LINK_MAC_SIZE];

	link_mac(mac, text);
	set_text(builder, object, "address", text);
}

static void set_link(struct builder *builder, json_t *object, const struct device *device)
{
	set_text(builder, object, "ifname", device->name);
	set_number(builder, object, "ifindex", device->ifindex);
	set_flags(builder, object, device->flags);
	set_number(builder, object, "mtu", device->mtu);
	if (device->master_name[0])
		set_text(builder, object, "master", device->master_name);
	set_text(builder, object, "operstate", link_operstate(device->operstate));
	set_number(builder, object, "txqlen", device->txqlen);
	if (device->has & DEVICE_HAS_MAC)
		set_mac(builder, object, device->mac);
}

static void set_ids(struct builder *builder, json_t *object, const struct device *device)
{
	const char *name;

	if (device->has & DEVICE_HAS_OWNER) {
		set_number(builder, object, "user", device->owner);
		name = id_names_user(&builder->users, device->owner);
		if (name)
			set_text(builder, object, "user_name", name);
	}
	if (device->has & DEVICE_HAS_GROUP) {
		set_number(builder, object, "group", device->group);
		name = id_names_group(&builder->groups, device->group);
		if (name)
			set_text(builder, object, "group_name", name);
	}
}

static void set_tun(struct builder *builder, json_t *object, const struct device *device)
{
	set_text(builder, object, "mode", tun_mode_name(device->mode));
	set_ids(builder, object, device);
	set_bool(builder, object, "pi", device->pi);
	set_bool(builder, object, "vnet_hdr", device->vnet_hdr);
	set_bool(builder, object, "multi_queue", device->multi_queue);
	if (device->has & DEVICE_HAS_QUEUES) {
		set_number(builder, object, "numqueues", device->numqueues);
		set_number(builder, object, "numdisabled", device->numdisabled);
	}
	set_bool(builder, object, "persist", device->persist);
	set_bool(builder, object, "carrier", device->carrier);
}

static void set_altnames(struct builder *builder, json_t *object, char *const *altnames)
{
	json_t *array;

	if (!altnames || !*altnames)
		return;
	array = api.json_array();
	for (; *altnames; altnames++)
		append(builder, array, text_value(*altnames));
	set(builder, object, "altnames", array);
}

static void set_processes(struct builder *builder, json_t *object, const struct device *device,
			  const struct holder_list *holders)
{
	json_t *array = api.json_array();
	size_t count;
	const struct holder *holder = holders_of(holders, device->name, &count);

	for (size_t i = 0; i < count; i++) {
		json_t *process = api.json_object();

		set_number(builder, process, "pid", holder[i].pid);
		set_text(builder, process, "name", holder[i].comm);
		append(builder, array, process);
	}
	set(builder, object, "processes", array);
}

/* Prints and releases the array. What stdout does not take is found when it is flushed. */
static struct fault *print(struct builder *builder, json_t *array)
{
	bool failed = builder->failed || !array;

	if (!failed) {
		(void)api.json_dumpf(array, stdout, JSON_INDENT(2));
		(void)putchar('\n');
	}
	/* Nobody else refers to it: this is what json_decref() comes to. */
	if (array)
		api.json_delete(array);
	id_names_clear(&builder->users);
	id_names_clear(&builder->groups);
	return failed ? fault_memory() : NULL;
}

struct fault *json_print_listing(const struct listing *listing)
{
	struct builder builder = {0};
	json_t *array = api.json_array();

	for (size_t i = 0; i < listing->devices->count; i++) {
		const struct device *device = &listing->devices->items[i];
		json_t *object = api.json_object();

		set_link(&builder, object, device);
		set_tun(&builder, object, device);
		set_altnames(&builder, object, device->altnames);
		if (listing->holders)
			set_processes(&builder, object, device, listing->holders);
		append(&builder, array, object);
	}
	return print(&builder, array);
}

static void set_changes(struct builder *builder, json_t *object, unsigned int changes)
{
	json_t *array = api.json_array();

	for (unsigned int bit = 1; bit; bit <<= 1)
		if (changes & bit)
			append(builder, array, text_value(request_property_name(bit)));
	set(builder, object, "changes", array);
}

static void append_target(struct builder *builder, json_t *array, const struct target *target)
{
	auto_free char *error = target->fault ? report_fault_text(target->fault) : NULL;
	json_t *object = api.json_object();

	if (target->operand)
		set_text(builder, object, "ifname", target->operand);
	set_text(builder, object, "action", action_name(target->action));
	set_changes(builder, object, target->action == ACTION_CHANGED ? target->changes : 0);
	if (error)
		set_text(builder, object, "error", error);
	builder->failed |= target->fault && !error;
	append(builder, array, object);
}

struct fault *json_print_targets(const struct target_list *targets)
{
	struct builder builder = {0};
	json_t *array = api.json_array();

	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].action != ACTION_NONE)
			append_target(&builder, array, &targets->items[i]);
	return print(&builder, array);
}
