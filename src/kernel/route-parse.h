/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From netlink messages to routes and neighbours, apart from any socket. */
#ifndef TUNADM_KERNEL_ROUTE_PARSE_H
#define TUNADM_KERNEL_ROUTE_PARSE_H

#include <linux/netlink.h>

#include "kernel/neighbour.h"
#include "kernel/route.h"

/* Takes one route; returns 0 or a negative errno value, which ends the walk. */
typedef int route_fn(const struct route *route, void *data);

/*
 * Reads an RTM_NEWROUTE message, whose nlmsg_len is within the memory it lies in, and hands over
 * each of its next hops (rtnetlink(7)). Returns 0, what the function returned, -EBADMSG for a
 * message that is no route, or -EAFNOSUPPORT for one that is neither IPv4 nor IPv6.
 */
int route_parse(struct nlmsghdr *message, route_fn *take, void *data)
	__attribute__((nonnull(1, 2), warn_unused_result));

/* The same for RTM_NEWNEIGH, of which there is one in a message. */
int neighbour_parse(struct nlmsghdr *message, struct neighbour *neighbour)
	__attribute__((nonnull, warn_unused_result));

#endif
