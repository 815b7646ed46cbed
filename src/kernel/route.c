// SPDX-License-Identifier: GPL-2.0-or-later
// Requests for routes.

#include "kernel/route.h"

#include <errno.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "kernel/link-socket.h"
#include "kernel/route-parse.h"
#include "util/array.h"

struct route_list {
	struct route *items;
	size_t count;
	size_t capacity;
};

static int push_route(const struct route *route, void *data)
{
	struct route_list *list = data;
	struct route *items;

	if (!route->is_unicast || !route->oif)
		return 0;
	items = array_grow(list->items, list->count, &list->capacity, sizeof(*items));
	if (!items)
		return -ENOMEM;
	list->items = items;
	list->items[list->count++] = *route;
	return 0;
}

static int take_route(struct nlmsghdr *message, void *data)
{
	int error = route_parse(message, push_route, data);

	/* A dump contains all families that the kernel knows, such as MPLS. */
	return error == -EAFNOSUPPORT ? 0 : -error;
}

static void forget_routes(void *data)
{
	struct route_list *list = data;

	free(list->items);
	*list = (struct route_list){0};
}

struct fault *route_dump(struct link_socket *socket, struct route **routes, size_t *count)
{
	struct route_list list = {0};
	const struct rtmsg info = {.rtm_family = AF_UNSPEC};
	const struct dump dump = {take_route, forget_routes, &list, "cannot list routes"};
	struct fault *fault = link_exchange_dump(
		socket, link_request(RTM_GETROUTE, NLM_F_DUMP, &info, sizeof(info)), &dump);

	*routes = list.items;
	*count = list.count;
	return fault;
}

static int keep_route(const struct route *route, void *data)
{
	*(struct route *)data = *route;
	return 0;
}

static int take_answer(struct nlmsghdr *message, void *data)
{
	return -route_parse(message, keep_route, data);
}

struct fault *route_find(struct link_socket *socket, const struct route_query *query,
			 struct route *route, int *refusal)
{
	int size = query->family == AF_INET ? 4 : 16;
	struct rtmsg info = {
		.rtm_family = (unsigned char)query->family,
		.rtm_dst_len = (unsigned char)(size * 8),
		.rtm_src_len = (unsigned char)(query->from ? size * 8 : 0),
		/* Otherwise IPv4 reports any table as the main one. */
		.rtm_flags = RTM_F_LOOKUP_TABLE,
	};
	struct nl_msg *message = link_request(RTM_GETROUTE, 0, &info, sizeof(info));

	*route = (struct route){0};
	if (!message || nla_put(message, RTA_DST, size, query->to) < 0 ||
	    (query->from && nla_put(message, RTA_SRC, size, query->from) < 0) ||
	    (query->iif && nla_put_u32(message, RTA_IIF, (uint32_t)query->iif) < 0) ||
	    (query->oif && nla_put_u32(message, RTA_OIF, (uint32_t)query->oif) < 0)) {
		nlmsg_free(message);
		return fault_memory();
	}
	return link_ask(socket, message, take_answer, route, refusal);
}
