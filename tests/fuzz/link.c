// SPDX-License-Identifier: GPL-2.0-or-later
// Hostile netlink messages: the result is complete or nothing.

#include <linux/netlink.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "fuzz.h"
#include "kernel/bridge-parse.h"
#include "kernel/bridge-vlans.h"
#include "kernel/link-ack.h"
#include "kernel/link-address-parse.h"
#include "kernel/link-attribute.h"
#include "kernel/link-parse.h"
#include "property/properties.h"
#include "kernel/route-parse.h"
#include "kernel/udev-message.h"

static void check_link(struct nlmsghdr *message)
{
	struct device device;
	int error = link_parse(message, &device);

	hold(error <= 0);
	hold(memchr(device.name, '\0', sizeof(device.name)));
	hold(memchr(device.kind, '\0', sizeof(device.kind)));
	if (error)
		hold(!device.name[0] && !device.has && !device.message);
	if (device_is_tun(&device))
		hold(strcmp(device.kind, "tun") == 0);
	for (const char *name = NULL; !error && (name = link_altname(&device, name));)
		hold(link_is_called(&device, name));
	for (int id = 0; !error && id < PROPERTY_COUNT; id++) {
		auto_value struct value value = {0};

		if (properties[id]->read && properties[id]->read(&device, &value) < 0)
			hold(!value.number && !value.text && !value.count);
	}
	device_clear(&device);
}

static void check_address(struct nlmsghdr *message)
{
	struct link_address found;

	if (link_address_parse(message, &found) == 0)
		hold(found.address.family == AF_INET || found.address.family == AF_INET6);
}

static int check_hop(const struct route *route, void *data)
{
	hold(data == NULL);
	hold(route->family == AF_INET || route->family == AF_INET6);
	hold(route->prefix <= (route->family == AF_INET ? 32 : 128));
	if (route->has_gateway)
		hold(route->gateway_family == AF_INET || route->gateway_family == AF_INET6);
	return 0;
}

static void check_route(struct nlmsghdr *message)
{
	struct neighbour neighbour;

	hold(route_parse(message, check_hop, NULL) <= 0);
	if (neighbour_parse(message, &neighbour) == 0)
		hold(neighbour.family == AF_INET || neighbour.family == AF_INET6);
}

static void check_bridge(struct nlmsghdr *message)
{
	struct bridge bridge = {0};
	struct bridge_port port = {0};
	struct bridge_vlans vlans;
	int ifindex;

	hold(bridge_parse(message, &bridge) <= 0);
	hold(bridge_parse_port(message, &port) <= 0);
	hold(port.known || (!port.state && !port.isolated));
	if (bridge_parse_vlans(message, &ifindex, &vlans) == 0)
		hold(bridge_vlans_any(&vlans) == bridge_vlans_meet(&vlans, &vlans));
}

static void check_ack(struct nlmsghdr *message)
{
	const char *text = link_ack_text(message);

	if (text) {
		const char *end = (const char *)message + message->nlmsg_len;

		hold(text > (const char *)message && text < end);
		hold(memchr(text, '\0', (size_t)(end - text)));
	}
}

/* The length is the kernel's and so correct: the parser may rely on it. */
static void check_uevent(const void *data, size_t size)
{
	struct udev_message message;

	if (udev_message_read(data, size, &message))
		hold(message.sequence != 0);
	hold(message.ifindex >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct nlmsghdr *message;

	if (size < NLMSG_HDRLEN)
		return 0;
	message = malloc(size);
	hold(message);
	memcpy(message, data, size);
	message->nlmsg_len = (uint32_t)size;
	check_link(message);
	check_address(message);
	check_ack(message);
	check_route(message);
	check_bridge(message);
	check_uevent(data, size);
	free(message);
	return 0;
}
