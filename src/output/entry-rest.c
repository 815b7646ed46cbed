// SPDX-License-Identifier: GPL-2.0-or-later
// Settings of ip(8), bridge(8) and other programs that are not properties.

#include "output/entry-rest.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-attribute.h"
#include "property/port-rest.h"

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

static void leave_out_port(const struct device *device, struct listing *listing)
{
	struct port_rest rest[PORT_REST_MAX];
	size_t count = port_rest_find(device, rest);

	for (size_t i = 0; i < count; i++)
		listing_leave_out(listing, "%s %u of the bridge port", rest[i].name,
				  rest[i].flag.value);
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
