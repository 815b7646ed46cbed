// SPDX-License-Identifier: GPL-2.0-or-later
// Settings of a bridge's port that are no property, and go with its master like those that are.

#include "property/port-rest.h"

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

/* Of a port of a bridge, by what ip-link(8) calls it (net/bridge/br_if.c: new_nbp). */
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

#define NUMBER_COUNT (sizeof(port_numbers) / sizeof(port_numbers[0]))
_Static_assert(NUMBER_COUNT < PORT_REST_MAX, "one more is the cost");

static bool read_rest(const struct device *device, const struct link_path *path, uint8_t size,
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
 * The cost follows the speed that the tun driver tells, 10 Gbit/s or, in older kernels, 10 Mbit/s
 * (net/bridge/br_if.c: port_cost).
 */
static bool is_usual_cost(uint32_t cost)
{
	return cost == 2 || cost == 100;
}

size_t port_rest_find(const struct device *device, struct port_rest rest[PORT_REST_MAX])
{
	size_t count = 0;
	uint32_t number;

	if (!link_is_bridge_port(device))
		return 0;
	if (link_attribute_u32(device,
			       LINK_PATH(IFLA_LINKINFO, IFLA_INFO_SLAVE_DATA, IFLA_BRPORT_COST),
			       &number) &&
	    !is_usual_cost(number))
		rest[count++] = (struct port_rest){
			"cost", {.attribute = IFLA_BRPORT_COST, .value = number, .size = 4}};
	for (size_t i = 0; i < NUMBER_COUNT; i++) {
		const struct port_number *what = &port_numbers[i];

		if (read_rest(device, LINK_PATH(IFLA_LINKINFO, IFLA_INFO_SLAVE_DATA, what->type),
			      what->size, &number) &&
		    number != what->usual)
			rest[count++] = (struct port_rest){
				what->name,
				{.attribute = what->type, .value = number, .size = what->size}};
	}
	return count;
}
