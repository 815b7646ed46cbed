// SPDX-License-Identifier: GPL-2.0-or-later
// Settings of ip(8), bridge(8) and other programs that are not properties.

#include "output/entry-rest.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-attribute.h"

/* Attributes of ports that came after the headers of Linux 5.10 (include/uapi/linux/if_link.h). */
enum {
	BRPORT_EHT_HOSTS_LIMIT = IFLA_BRPORT_BACKUP_PORT + 3,
	BRPORT_LOCKED = BRPORT_EHT_HOSTS_LIMIT + 2,
	BRPORT_MAB,
	BRPORT_N_GROUPS,
	BRPORT_MAX_GROUPS,
	BRPORT_NEIGH_VLAN_SUPPRESS,
	BRPORT_BACKUP_NHID,
};

/* The default of each flag on a new interface, with its name in ip-link(8). */
static const struct flag {
	const char *name;
	unsigned int bit;
	bool tun;
	bool tap;
	bool inverse; /* the bit is set if the flag is off */
} flags[] = {
	{"multicast", IFF_MULTICAST, true, true, false},
	{"arp", IFF_NOARP, true, false, true},
	{"allmulticast", IFF_ALLMULTI, false, false, false},
	{"promisc", IFF_PROMISC, false, false, false},
	{"dynamic", IFF_DYNAMIC, false, false, false},
	{"trailers", IFF_NOTRAILERS, false, false, true},
};

/*
 * Numbers that are the same on every new interface (include/linux/netdevice.h), and that ip-link(8)
 * can change.
 */
static const struct number {
	uint16_t type;
	uint32_t usual;
	const char *name;
} numbers[] = {
	{IFLA_GROUP, 0, "group"},
	{IFLA_GSO_MAX_SIZE, 65536, "gso_max_size"},
	{IFLA_GSO_MAX_SEGS, 65535, "gso_max_segs"},
	{IFLA_GRO_MAX_SIZE, 65536, "gro_max_size"},
};

/* The same for a bridge port, with the names of ip-link(8) (net/bridge/br_if.c: new_nbp). */
static const struct port_number {
	uint16_t type;
	uint8_t size;
	uint32_t usual;
	const char *name;
} port_numbers[] = {
	{IFLA_BRPORT_PRIORITY, 2, 32, "priority"},
	{IFLA_BRPORT_FAST_LEAVE, 1, 0, "fastleave"},
	{IFLA_BRPORT_PROTECT, 1, 0, "root_block"},
	{IFLA_BRPORT_PROXYARP, 1, 0, "proxy_arp"},
	{IFLA_BRPORT_PROXYARP_WIFI, 1, 0, "proxy_arp_wifi"},
	{IFLA_BRPORT_MULTICAST_ROUTER, 1, 1, "mcast_router"},
	{IFLA_BRPORT_MCAST_TO_UCAST, 1, 0, "mcast_to_unicast"},
	{IFLA_BRPORT_VLAN_TUNNEL, 1, 0, "vlan_tunnel"},
	{IFLA_BRPORT_GROUP_FWD_MASK, 2, 0, "group_fwd_mask"},
	{IFLA_BRPORT_BACKUP_PORT, 4, 0, "backup_port"},
	{BRPORT_EHT_HOSTS_LIMIT, 4, 512, "mcast_eht_hosts_limit"},
	{BRPORT_LOCKED, 1, 0, "locked"},
	{BRPORT_MAB, 1, 0, "mab"},
	{BRPORT_MAX_GROUPS, 4, 0, "mcast_max_groups"},
	{BRPORT_NEIGH_VLAN_SUPPRESS, 1, 0, "neigh_vlan_suppress"},
	{BRPORT_BACKUP_NHID, 4, 0, "backup_nhid"},
};

static bool read_number(const struct device *device, const struct link_path *path, uint8_t size,
			uint32_t *number)
{
	uint16_t two;
	uint8_t one;
	bool there;

	if (size == 4)
		return link_attribute_u32(device, path, number);
	if (size == 2) {
		there = link_attribute_u16(device, path, &two);
		*number = there ? two : 0;
	} else {
		there = link_attribute_u8(device, path, &one);
		*number = there ? one : 0;
	}
	return there;
}

/*
 * The cost depends on the speed that the tun driver reports, 10 Gbit/s or, on older kernels, 10
 * Mbit/s (net/bridge/br_if.c: port_cost).
 */
static void leave_out_cost(const struct device *device, struct listing *listing)
{
	uint32_t cost;

	if (link_attribute_u32(device,
			       LINK_PATH(IFLA_LINKINFO, IFLA_INFO_SLAVE_DATA, IFLA_BRPORT_COST),
			       &cost) &&
	    cost != 2 && cost != 100)
		listing_leave_out(listing, "cost %u of the bridge port", cost);
}

static void leave_out_port(const struct device *device, struct listing *listing)
{
	if (!link_is_bridge_port(device))
		return;
	leave_out_cost(device, listing);
	for (size_t i = 0; i < sizeof(port_numbers) / sizeof(port_numbers[0]); i++) {
		const struct port_number *what = &port_numbers[i];
		uint32_t number;

		if (read_number(device, LINK_PATH(IFLA_LINKINFO, IFLA_INFO_SLAVE_DATA, what->type),
				what->size, &number) &&
		    number != what->usual)
			listing_leave_out(listing, "%s %u of the bridge port", what->name, number);
	}
}

/* The broadcast address is not ff:ff:ff:ff:ff:ff. */
static void leave_out_broadcast(const struct device *device, struct listing *listing)
{
	static const uint8_t usual[6] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
	size_t size = 0;
	const uint8_t *to = link_attribute(device, LINK_PATH(IFLA_BROADCAST), &size);

	if (to && size == sizeof(usual) && memcmp(to, usual, size) != 0)
		listing_leave_out(listing, "broadcast %02x:%02x:%02x:%02x:%02x:%02x", to[0], to[1],
				  to[2], to[3], to[4], to[5]);
}

static void leave_out_token(const struct device *device, struct listing *listing)
{
	static const uint8_t none[16];
	size_t size = 0;
	const uint8_t *token =
		link_attribute(device, LINK_PATH(IFLA_AF_SPEC, AF_INET6, IFLA_INET6_TOKEN), &size);
	char text[INET6_ADDRSTRLEN];

	if (token && size == sizeof(none) && memcmp(token, none, size) != 0 &&
	    inet_ntop(AF_INET6, token, text, sizeof(text)))
		listing_leave_out(listing, "token %s", text);
}

void entry_leave_out_rest(const struct device *device, struct listing *listing)
{
	bool tap = device->mode == TUN_MODE_TAP;
	uint8_t byte;

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		bool set = device->flags & flags[i].bit;

		if (set != (tap ? flags[i].tap : flags[i].tun))
			listing_leave_out(listing, "%s %s", flags[i].name,
					  set != flags[i].inverse ? "on" : "off");
	}
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		uint32_t number;

		if (link_attribute_u32(device, LINK_PATH(numbers[i].type), &number) &&
		    number != numbers[i].usual)
			listing_leave_out(listing, "%s %u", numbers[i].name, number);
	}
	if (device->type != tun_mode_link_type(device->mode))
		listing_leave_out(listing, "link type %u", device->type);
	if (link_attribute_u8(device, LINK_PATH(IFLA_LINKMODE), &byte) && byte)
		listing_leave_out(listing, "link mode %u", byte);
	if (link_attribute_u8(device, LINK_PATH(IFLA_PROTO_DOWN), &byte) && byte)
		listing_leave_out(listing, "protodown on");
	if (link_attribute_u8(device, LINK_PATH(IFLA_XDP, IFLA_XDP_ATTACHED), &byte) && byte)
		listing_leave_out(listing, "an XDP program");
	leave_out_broadcast(device, listing);
	leave_out_token(device, listing);
	leave_out_port(device, listing);
}
