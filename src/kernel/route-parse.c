// SPDX-License-Identifier: GPL-2.0-or-later
// Parses messages about routes and neighbours; each attribute is first checked against a policy.

#include "kernel/route-parse.h"

#include <errno.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <string.h>
#include <sys/socket.h>

static const struct nla_policy route_policy[RTA_MAX + 1] = {
	[RTA_OIF] = {.type = NLA_U32},
	[RTA_TABLE] = {.type = NLA_U32},
	[RTA_MULTIPATH] = {.type = NLA_UNSPEC},
	[RTA_VIA] = {.type = NLA_UNSPEC, .minlen = sizeof(struct rtvia)},
};

static size_t size_of(int family)
{
	return family == AF_INET ? 4 : 16;
}

/* Copies an address of that family; false if the attribute has another size. */
static bool copy_address(struct nlattr *attr, int family, uint8_t bytes[16])
{
	if ((size_t)nla_len(attr) != size_of(family))
		return false;
	memcpy(bytes, nla_data(attr), size_of(family));
	return true;
}

static bool parse_via(struct nlattr *attr, struct route *route)
{
	struct rtvia via;
	size_t size = (size_t)nla_len(attr) - sizeof(via);

	memcpy(&via, nla_data(attr), sizeof(via));
	if ((via.rtvia_family != AF_INET && via.rtvia_family != AF_INET6) ||
	    size != size_of(via.rtvia_family))
		return false;
	route->gateway_family = via.rtvia_family;
	memcpy(route->gateway, (const char *)nla_data(attr) + sizeof(via), size);
	return true;
}

/* An IPv4 route may have an IPv6 gateway, in another attribute. */
static int parse_gateway(struct nlattr **attr, struct route *route)
{
	if (!attr[RTA_GATEWAY] && !attr[RTA_VIA])
		return 0;
	route->has_gateway = true;
	route->gateway_family = route->family;
	if (attr[RTA_GATEWAY])
		return copy_address(attr[RTA_GATEWAY], route->family, route->gateway) ? 0
										      : -EBADMSG;
	return parse_via(attr[RTA_VIA], route) ? 0 : -EBADMSG;
}

/* One of several next hops: a struct rtnexthop with its own attributes. */
static int take_hop(const struct rtnexthop *hop, struct route route, route_fn *take, void *data)
{
	struct nlattr *attr[RTA_MAX + 1];
	struct nlattr *first = (void *)((uintptr_t)hop + RTNH_ALIGN(sizeof(*hop)));
	int error;

	if (nla_parse(attr, RTA_MAX, first, hop->rtnh_len - (int)RTNH_ALIGN(sizeof(*hop)),
		      route_policy) < 0)
		return -EBADMSG;
	route.oif = hop->rtnh_ifindex;
	error = parse_gateway(attr, &route);
	return error ? error : take(&route, data);
}

static int take_hops(struct nlattr *hops, const struct route *route, route_fn *take, void *data)
{
	const char *at = nla_data(hops);
	size_t left = (size_t)nla_len(hops);

	while (left >= sizeof(struct rtnexthop)) {
		const struct rtnexthop *hop = (const void *)at;
		size_t step = NLA_ALIGN((size_t)hop->rtnh_len);
		int error;

		if (hop->rtnh_len < sizeof(*hop) || hop->rtnh_len > left)
			return -EBADMSG;
		error = take_hop(hop, *route, take, data);
		if (error)
			return error;
		if (step >= left)
			break;
		at += step;
		left -= step;
	}
	return 0;
}

int route_parse(struct nlmsghdr *message, route_fn *take, void *data)
{
	struct nlattr *attr[RTA_MAX + 1];
	struct route route = {0};
	struct rtmsg *info;
	int error;

	if (message->nlmsg_type != RTM_NEWROUTE || !nlmsg_valid_hdr(message, sizeof(*info)))
		return -EBADMSG;
	info = nlmsg_data(message);
	if (info->rtm_family != AF_INET && info->rtm_family != AF_INET6)
		return -EAFNOSUPPORT;
	route.family = info->rtm_family;
	if (nlmsg_parse(message, sizeof(*info), attr, RTA_MAX, route_policy) < 0 ||
	    info->rtm_dst_len > size_of(route.family) * 8)
		return -EBADMSG;
	route.prefix = info->rtm_dst_len;
	route.is_local = info->rtm_type == RTN_LOCAL;
	route.is_unicast = info->rtm_type == RTN_UNICAST;
	route.table = attr[RTA_TABLE] ? nla_get_u32(attr[RTA_TABLE]) : info->rtm_table;
	if (attr[RTA_DST] && !copy_address(attr[RTA_DST], route.family, route.destination))
		return -EBADMSG;
	if (attr[RTA_MULTIPATH])
		return take_hops(attr[RTA_MULTIPATH], &route, take, data);
	route.oif = attr[RTA_OIF] ? (int)nla_get_u32(attr[RTA_OIF]) : 0;
	error = parse_gateway(attr, &route);
	return error ? error : take(&route, data);
}

int neighbour_parse(struct nlmsghdr *message, struct neighbour *neighbour)
{
	struct nlattr *attr[NDA_MAX + 1];
	struct ndmsg *info;

	memset(neighbour, 0, sizeof(*neighbour));
	if (message->nlmsg_type != RTM_NEWNEIGH || !nlmsg_valid_hdr(message, sizeof(*info)))
		return -EBADMSG;
	info = nlmsg_data(message);
	if (info->ndm_family != AF_INET && info->ndm_family != AF_INET6)
		return -EAFNOSUPPORT;
	if (nlmsg_parse(message, sizeof(*info), attr, NDA_MAX, NULL) < 0 || !attr[NDA_DST] ||
	    !copy_address(attr[NDA_DST], info->ndm_family, neighbour->bytes))
		return -EBADMSG;
	neighbour->ifindex = info->ndm_ifindex;
	neighbour->family = info->ndm_family;
	neighbour->failed = info->ndm_state & NUD_FAILED;
	return 0;
}
