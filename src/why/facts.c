// SPDX-License-Identifier: GPL-2.0-or-later
// Queries on the facts that several findings use.

#include "why/facts.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "kernel/link-attribute.h"
#include "util/sorted.h"

/* The maximum depth of nested links (net/core/dev.h: MAX_NEST_DEV). */
#define DEPTH_MAX 8

void facts_see_link(const struct device *device, struct link_fact *link)
{
	size_t size;
	const void *mac = link_attribute(device, LINK_PATH(IFLA_ADDRESS), &size);

	*link = (struct link_fact){
		.device = device,
		.up = device->flags & IFF_UP,
		.carrier = device->carrier,
		.mtu = link_mtu(device),
		.master = link_master(device),
		.has_mac = size == sizeof(link->mac),
	};
	if (link->has_mac)
		memcpy(link->mac, mac, sizeof(link->mac));
}

const char *facts_address(int family, const uint8_t *bytes, int prefix,
			  char text[FACTS_ADDRESS_SIZE])
{
	size_t length;

	(void)inet_ntop(family, bytes, text, INET6_ADDRSTRLEN);
	length = strlen(text);
	if (prefix >= 0)
		(void)snprintf(text + length, FACTS_ADDRESS_SIZE - length, "/%d", prefix);
	return text;
}

static int compare_device_index(const void *key, const void *device)
{
	int ifindex = *(const int *)key;
	int other = ((const struct device *)device)->ifindex;

	return (ifindex > other) - (ifindex < other);
}

const struct device *facts_link(const struct facts *facts, int ifindex)
{
	return sorted_first(&ifindex, facts->links->items, facts->links->count,
			    sizeof(*facts->links->items), compare_device_index);
}

bool facts_is_on(const struct facts *facts, int ifindex, int base)
{
	/* Links can be stacked, but not in a circle; veth pairs, however, refer to each other. */
	for (int depth = 0; depth < DEPTH_MAX && ifindex != base; depth++) {
		const struct device *device = facts_link(facts, ifindex);

		ifindex = device ? device->lower : 0;
	}
	return ifindex == base;
}

bool facts_is_within_link(int family, const uint8_t *bytes)
{
	return family == AF_INET6 &&
	       (bytes[0] == 0xff || (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80));
}

size_t facts_count_ports(const struct facts *facts, int ifindex)
{
	size_t count = 0;

	for (size_t i = 0; i < facts->links->count; i++) {
		struct link_fact link;

		facts_see_link(&facts->links->items[i], &link);
		count += link.master == ifindex;
	}
	return count;
}

/* Addresses that IPv6 generates on every link, not requested by anybody. */
static bool is_automatic(const struct link_address *address)
{
	return address_is_link_local(&address->address) && address->origin != LINK_ORIGIN_OTHER;
}

const struct link_address *facts_given_address(const struct facts *facts, int ifindex, bool above)
{
	for (size_t i = 0; i < facts->address_count; i++) {
		const struct link_address *address = &facts->addresses[i];

		if (is_automatic(address))
			continue;
		if (address->ifindex == ifindex ||
		    (above && facts_is_on(facts, address->ifindex, ifindex)))
			return address;
	}
	return NULL;
}

#define TENTATIVE_MAX 200 /* hundredths of a second */

/* This clock counts from boot, like the timestamps of addresses. */
bool facts_is_stuck(const struct link_address *address)
{
	struct timespec now;

	if (!address->tentative || !address->changed || clock_gettime(CLOCK_MONOTONIC, &now) < 0)
		return false;
	return (uint32_t)(now.tv_sec * 100 + now.tv_nsec / 10000000) - address->changed >
	       TENTATIVE_MAX;
}
