/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From netlink messages to routes and neighbours; independent of any socket. */
#ifndef TUNADM_KERNEL_ROUTE_PARSE_H
#define TUNADM_KERNEL_ROUTE_PARSE_H

#include <stdbool.h>
#include <stdint.h>

struct nlmsghdr;

/* A route to one link; a route with several next hops becomes several of these. */
struct route {
	int family; /* AF_INET or AF_INET6 */
	uint8_t destination[16];
	uint8_t prefix;	 /* length in bits */
	bool is_local;	 /* to this host itself */
	bool is_unicast; /* to another host or network, and not a route that refuses packets */
	uint32_t table;
	int oif; /* ifindex; 0: none */
	bool has_gateway;
	int gateway_family;
	uint8_t gateway[16];
};

struct neighbour {
	int ifindex;
	int family; /* AF_INET or AF_INET6 */
	uint8_t bytes[16];
	bool failed; /* NUD_FAILED: nobody answered */
};

/* Receives one route; returns 0, or a negative errno value, which ends the walk. */
typedef int route_fn(const struct route *route, void *data);

/*
 * Reads an RTM_NEWROUTE message, whose nlmsg_len must be within its memory, and passes on each of
 * its next hops (rtnetlink(7)). Returns 0, the function's result, -EBADMSG for a message that is
 * not a route, or -EAFNOSUPPORT for one that is neither IPv4 nor IPv6.
 */
int route_parse(struct nlmsghdr *message, route_fn *take, void *data)
	__attribute__((nonnull(1, 2), warn_unused_result));

/* The same for RTM_NEWNEIGH, which contains one neighbour. */
int neighbour_parse(struct nlmsghdr *message, struct neighbour *neighbour)
	__attribute__((nonnull, warn_unused_result));

#endif
