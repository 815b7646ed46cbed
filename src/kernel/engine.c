// SPDX-License-Identifier: GPL-2.0-or-later
// Resources that a run needs once, whatever the number of interfaces.

#include "kernel/engine.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/link-attribute.h"
#include "kernel/netns.h"
#include "kernel/tun.h"
#include "kernel/link-socket.h"
#include "kernel/link.h"
#include "util/sorted.h"

struct fault *engine_links(struct engine *engine, struct link_socket **links)
{
	struct fault *fault = engine->links ? NULL : link_open(&engine->links);

	*links = engine->links;
	return fault;
}

struct fault *engine_credentials(struct engine *engine, const struct credentials **own)
{
	struct fault *fault = NULL;

	if (!engine->own_known)
		fault = credentials_own(&engine->own);
	engine->own_known = !fault;
	*own = &engine->own;
	return fault;
}

bool engine_is_elsewhere(struct engine *engine, int fd)
{
	ino_t there;
	struct fault *fault = engine->netns ? NULL : netns_current(&engine->netns);

	fault_free(fault);
	return !fault && tun_get_netns(fd, &there) == 0 && there != engine->netns;
}

struct fault *engine_udev(struct engine *engine, struct udev **udev)
{
	struct fault *fault = NULL;

	if (!engine->udev_known && !engine->no_settle)
		fault = udev_open(&engine->udev);
	engine->udev_known = !fault;
	*udev = engine->udev;
	return fault;
}

/* Moves what was found, if anything was, to the engine. */
static struct fault *keep_named(struct engine *engine, struct device *found,
				const struct device **device)
{
	if (!found->ifindex)
		return NULL;
	if (device_list_push(&engine->named, found) < 0)
		return fault_memory();
	*found = (struct device){0};
	*device = &engine->named.items[engine->named.count - 1];
	return NULL;
}

struct fault *engine_find_link(struct engine *engine, const char *name,
			       const struct device **device)
{
	auto_device struct device found = {0};
	struct link_socket *links;
	struct fault *fault;

	for (size_t i = 0; i < engine->named.count; i++) {
		*device = &engine->named.items[i];
		if (link_is_called(*device, name))
			return NULL;
	}
	*device = NULL;
	fault = engine_links(engine, &links);
	if (!fault)
		fault = link_find(links, name, &found);
	return fault ? fault : keep_named(engine, &found, device);
}

struct fault *engine_find_index(struct engine *engine, int ifindex, const struct device **device)
{
	auto_device struct device found = {0};
	struct link_socket *links;
	struct fault *fault;

	for (size_t i = 0; i < engine->named.count; i++) {
		*device = &engine->named.items[i];
		if ((*device)->ifindex == ifindex)
			return NULL;
	}
	*device = NULL;
	fault = engine_links(engine, &links);
	if (!fault)
		fault = link_find_index(links, ifindex, &found);
	return fault ? fault : keep_named(engine, &found, device);
}

static int by_address_index(const void *a, const void *b)
{
	const struct link_address *left = a;
	const struct link_address *right = b;
	int order = (left->ifindex > right->ifindex) - (left->ifindex < right->ifindex);

	/* The addresses of one link stay in the kernel's order, which shows the primary address. */
	return order ? order : (left->place > right->place) - (left->place < right->place);
}

static struct fault *load_addresses(struct engine *engine)
{
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = link_dump_addresses(links, &engine->addresses, &engine->address_count);
	if (fault)
		return fault;
	if (engine->address_count)
		qsort(engine->addresses, engine->address_count, sizeof(*engine->addresses),
		      by_address_index);
	engine->addresses_known = true;
	return NULL;
}

static int compare_address_index(const void *key, const void *address)
{
	int ifindex = *(const int *)key;
	int other = ((const struct link_address *)address)->ifindex;

	return (ifindex > other) - (ifindex < other);
}

struct fault *engine_addresses(struct engine *engine, int ifindex,
			       const struct link_address **addresses, size_t *count)
{
	const struct link_address *end;
	struct fault *fault = engine->addresses_known ? NULL : load_addresses(engine);

	*count = 0;
	*addresses = NULL;
	if (fault)
		return fault;
	*addresses = sorted_first(&ifindex, engine->addresses, engine->address_count,
				  sizeof(*engine->addresses), compare_address_index);
	end = engine->addresses + engine->address_count;
	while (*addresses && *addresses + *count < end && (*addresses)[*count].ifindex == ifindex)
		(*count)++;
	return NULL;
}

struct fault *engine_vlans(struct engine *engine, int ifindex, const struct bridge_vlans **vlans)
{
	struct link_socket *links;
	struct fault *fault = NULL;

	*vlans = NULL;
	if (!engine->vlans_known) {
		fault = engine_links(engine, &links);
		if (!fault)
			fault = bridge_dump_vlans(links, &engine->vlans, &engine->vlan_count);
		if (fault)
			return fault;
		engine->vlans_known = true;
	}
	*vlans = bridge_find_vlans(engine->vlans, engine->vlan_count, ifindex);
	return NULL;
}

void engine_forget_addresses(struct engine *engine)
{
	free(engine->addresses);
	engine->addresses = NULL;
	engine->address_count = 0;
	engine->addresses_known = false;
}

bool engine_proceed(const struct engine *engine, size_t done, size_t total)
{
	return !engine->proceed || engine->proceed(engine->proceed_data, done, total);
}

void engine_close(struct engine *engine)
{
	link_close(engine->links);
	udev_close(engine->udev);
	/* Most runs do not need them, nor the object that has this. */
	if (engine->own_known)
		credentials_clear(&engine->own);
	device_list_clear(&engine->named);
	free(engine->addresses);
	free(engine->vlans);
	holder_places_clear(&engine->places);
	*engine = (struct engine){0};
}
