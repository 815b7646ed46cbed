/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From netlink messages to routes and neighbours; independent of any socket. */
#ifndef TUNADM_KERNEL_ROUTE_PARSE_H
#define TUNADM_KERNEL_ROUTE_PARSE_H

#include <linux/netlink.h>

#include "kernel/neighbour.h"
#include "kernel/route.h"

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
