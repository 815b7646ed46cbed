// SPDX-License-Identifier: GPL-2.0-or-later
// Requests for bridges, ports and their VLANs.

#include "kernel/bridge.h"

#include <errno.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "kernel/bridge-parse.h"
#include "kernel/bridge-vlans.h"
#include "kernel/link-socket.h"
#include "util/sorted.h"
#include "util/array.h"

static int take_bridge(struct nlmsghdr *message, void *data)
{
	return -bridge_parse(message, data);
}

static int take_port(struct nlmsghdr *message, void *data)
{
	return -bridge_parse_port(message, data);
}

struct vlan_dump {
	int bridge_index;
	int port_index;
	struct bridge *bridge;
	struct bridge_port *port;
};

static int take_vlans(struct nlmsghdr *message, void *data)
{
	struct vlan_dump *dump = data;
	struct bridge_vlans vlans;
	int ifindex;
	int error = bridge_parse_vlans(message, &ifindex, &vlans);

	if (!error && ifindex == dump->bridge_index)
		dump->bridge->vlans = vlans;
	if (!error && ifindex == dump->port_index)
		dump->port->vlans = vlans;
	return -error;
}

static struct nl_msg *request(int family, int flags, int ifindex, uint32_t mask)
{
	struct ifinfomsg info = {.ifi_family = (unsigned char)family, .ifi_index = ifindex};
	struct nl_msg *message = link_request(RTM_GETLINK, flags, &info, sizeof(info));

	if (message && nla_put_u32(message, IFLA_EXT_MASK, mask) < 0) {
		nlmsg_free(message);
		return NULL;
	}
	return message;
}

static struct fault *ask_bridge(struct link_socket *socket, int ifindex, take_fn *take, void *data)
{
	return link_exchange(socket, request(AF_UNSPEC, 0, ifindex, RTEXT_FILTER_SKIP_STATS), take,
			     data);
}

static struct fault *dump_vlans(struct link_socket *socket, take_fn *take,
				void (*forget)(void *data), void *data)
{
	const struct dump dump = {take, forget, data, "cannot list VLANs"};

	return link_exchange_dump(
		socket, request(AF_BRIDGE, NLM_F_DUMP, 0, RTEXT_FILTER_BRVLAN_COMPRESSED), &dump);
}

struct fault *bridge_look(struct link_socket *socket, int bridge_index, int port_index,
			  struct bridge *bridge, struct bridge_port *port)
{
	struct vlan_dump dump = {bridge_index, port_index, bridge, port};
	struct fault *fault;

	*bridge = (struct bridge){0};
	*port = (struct bridge_port){0};
	fault = ask_bridge(socket, bridge_index, take_bridge, bridge);
	if (!fault)
		fault = ask_bridge(socket, port_index, take_port, port);
	if (fault || !bridge->filters_vlans)
		return fault;
	return dump_vlans(socket, take_vlans, NULL, &dump);
}

struct vlan_list {
	struct link_vlans *items;
	size_t count;
	size_t capacity;
};

static int take_port_vlans(struct nlmsghdr *message, void *data)
{
	struct vlan_list *list = data;
	struct link_vlans found;
	struct link_vlans *items;
	int error = bridge_parse_vlans(message, &found.ifindex, &found.vlans);

	if (error || !bridge_vlans_any(&found.vlans))
		return -error;
	items = array_grow(list->items, list->count, &list->capacity, sizeof(*items));
	if (!items)
		return ENOMEM;
	list->items = items;
	items[list->count++] = found;
	return 0;
}

static void forget_all(void *data)
{
	struct vlan_list *list = data;

	free(list->items);
	*list = (struct vlan_list){0};
}

static int by_port_index(const void *a, const void *b)
{
	int left = ((const struct link_vlans *)a)->ifindex;
	int right = ((const struct link_vlans *)b)->ifindex;

	return (left > right) - (left < right);
}

static int compare_link(const void *key, const void *vlans)
{
	int ifindex = *(const int *)key;
	int other = ((const struct link_vlans *)vlans)->ifindex;

	return (ifindex > other) - (ifindex < other);
}

const struct bridge_vlans *bridge_find_vlans(const struct link_vlans *vlans, size_t count,
					     int ifindex)
{
	const struct link_vlans *found =
		count ? sorted_first(&ifindex, vlans, count, sizeof(*vlans), compare_link) : NULL;

	return found ? &found->vlans : NULL;
}

struct fault *bridge_dump_vlans(struct link_socket *socket, struct link_vlans **vlans,
				size_t *count)
{
	struct vlan_list list = {0};
	struct fault *fault = dump_vlans(socket, take_port_vlans, forget_all, &list);

	if (list.count)
		qsort(list.items, list.count, sizeof(*list.items), by_port_index);
	*vlans = list.items;
	*count = list.count;
	return fault;
}
