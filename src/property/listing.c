// SPDX-License-Identifier: GPL-2.0-or-later
// What a listing looks up once for all its devices.

#include "property/listing.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/bridge-vlans.h"
#include "kernel/link-attribute.h"
#include "kernel/link.h"
#include "util/cleanup.h"
#include "util/sorted.h"

struct link_name {
	int ifindex;
	char name[IFNAMSIZ];
	bool filters_vlans; /* of a bridge */
	uint16_t default_pvid;
};

static void read_bridge(const struct device *device, struct link_name *master)
{
	uint8_t filters = 0;

	master->default_pvid = 0;
	(void)link_attribute_u8(
		device, LINK_PATH(IFLA_LINKINFO, IFLA_INFO_DATA, IFLA_BR_VLAN_FILTERING), &filters);
	(void)link_attribute_u16(
		device, LINK_PATH(IFLA_LINKINFO, IFLA_INFO_DATA, IFLA_BR_VLAN_DEFAULT_PVID),
		&master->default_pvid);
	master->filters_vlans = device_is_bridge(device) && filters;
}

static int compare_listed_index(const void *key, const void *item)
{
	int ifindex = *(const int *)key;
	int other = ((const struct link_name *)item)->ifindex;

	return (ifindex > other) - (ifindex < other);
}

static struct fault *add_master(struct listing *listing, int ifindex)
{
	size_t place = sorted_place(&ifindex, listing->masters, listing->master_count,
				    sizeof(*listing->masters), compare_listed_index);
	auto_device struct device device = {0};
	struct link_socket *links;
	struct link_name *masters;
	struct fault *fault = engine_links(listing->engine, &links);

	if (!fault)
		fault = link_find_index(links, ifindex, &device);
	if (fault)
		return fault;
	masters = reallocarray(listing->masters, listing->master_count + 1, sizeof(*masters));
	if (!masters)
		return fault_memory();
	listing->masters = masters;
	memmove(&masters[place + 1], &masters[place],
		(listing->master_count - place) * sizeof(*masters));
	listing->master_count++;
	masters[place].ifindex = ifindex;
	memcpy(masters[place].name, device.name, sizeof(device.name));
	read_bridge(&device, &masters[place]);
	return NULL;
}

static const struct link_name *find_master(const struct listing *listing, int ifindex)
{
	return sorted_first(&ifindex, listing->masters, listing->master_count,
			    sizeof(*listing->masters), compare_listed_index);
}

/* One dump, if there is any bridge port. */
static struct fault *gather_vlans(struct listing *listing)
{
	const struct bridge_vlans *vlans;

	for (size_t i = 0; i < listing->devices->count; i++)
		if (link_is_bridge_port(&listing->devices->items[i]))
			return engine_vlans(listing->engine, 0, &vlans);
	return NULL;
}

struct fault *listing_gather(struct listing *listing, struct engine *engine,
			     const struct device_list *devices, unsigned int needs)
{
	const struct link_address *addresses;
	struct fault *fault = NULL;
	size_t count;

	listing->engine = engine;
	listing->devices = devices;
	for (size_t i = 0; !fault && i < devices->count; i++) {
		int master = link_master(&devices->items[i]);

		if (!master || find_master(listing, master))
			continue;
		fault = add_master(listing, master);
		if (fault)
			fault = fault_wrap(fault, devices->items[i].name,
					   "cannot look up its master");
	}
	if (!fault && (needs & LISTING_ADDRESSES))
		fault = engine_addresses(engine, 0, &addresses, &count);
	if (!fault && (needs & LISTING_VLANS))
		fault = gather_vlans(listing);
	return fault;
}

const struct bridge_vlans *listing_vlans(struct listing *listing, const struct device *device)
{
	const struct bridge_vlans *vlans = NULL;

	/* listing_gather() has loaded them if there is any port. */
	if (link_is_bridge_port(device))
		fault_free(engine_vlans(listing->engine, device->ifindex, &vlans));
	return vlans;
}

bool listing_filters_vlans(const struct listing *listing, int bridge)
{
	const struct link_name *master = find_master(listing, bridge);

	return master && master->filters_vlans;
}

bool listing_has_usual_vlan(const struct listing *listing, int bridge,
			    const struct bridge_vlans *vlans)
{
	const struct link_name *master = find_master(listing, bridge);
	uint16_t vid = master ? master->default_pvid : 0;
	struct bridge_range range = {.first = vid, .last = vid, .pvid = true, .untagged = true};
	struct bridge_vlans usual = {0};

	if (vid)
		bridge_vlans_add(&usual, &range);
	return bridge_vlans_equal(&usual, vlans);
}

const char *listing_master(const struct listing *listing, int ifindex)
{
	const struct link_name *master = find_master(listing, ifindex);

	return master && master->name[0] ? master->name : NULL;
}

const struct link_address *listing_addresses(struct listing *listing, int ifindex, size_t *count)
{
	const struct link_address *addresses;

	/* listing_gather() has loaded them. */
	fault_free(engine_addresses(listing->engine, ifindex, &addresses, count));
	return addresses;
}

/* A kernel that reports the origin of addresses does so at least for the loopback address. */
bool listing_tells_origin(const struct listing *listing)
{
	for (size_t i = 0; i < listing->engine->address_count; i++)
		if (listing->engine->addresses[i].origin == LINK_ORIGIN_KERNEL)
			return true;
	return false;
}

void listing_leave_out(struct listing *listing, const char *what, ...)
{
	auto_free char *text = NULL;
	va_list args;
	int length;

	va_start(args, what);
	length = vasprintf(&text, what, args);
	va_end(args);
	if (length < 0) {
		text = NULL;
		listing->no_memory = true;
	} else if (listing->leave_out) {
		listing->leave_out(listing->leave_out_data, text);
	}
}

void listing_clear(struct listing *listing)
{
	free(listing->masters);
	id_names_clear(&listing->users);
	id_names_clear(&listing->groups);
	*listing = (struct listing){0};
}
