/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Routes by rtnetlink: all of them, and which one a packet would take. */
#ifndef TUNADM_KERNEL_ROUTE_H
#define TUNADM_KERNEL_ROUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/fault.h"

struct link_socket;

/* The table that ip(8) takes without being told one. */
#define ROUTE_TABLE_MAIN 254

/* One way of a route to one link; a route with several next hops is as many of these. */
struct route {
	int family; /* AF_INET or AF_INET6 */
	uint8_t destination[16];
	uint8_t prefix;	 /* its length in bits */
	bool is_local;	 /* to this host itself */
	bool is_unicast; /* to another host or network, and not refused on the way */
	uint32_t table;
	int oif; /* ifindex; 0: none */
	bool has_gateway;
	int gateway_family;
	uint8_t gateway[16];
};

/*
 * Adds to the array *routes, malloced and the caller's, all unicast routes that lead to a link, of
 * all tables: one dump.
 */
struct fault *route_dump(struct link_socket *socket, struct route **routes, size_t *count)
	__attribute__((nonnull)) must_check;

/* A packet to `to`, which comes from this host, or else in through iif from `from`. */
struct route_query {
	int family;
	const uint8_t *to;
	const uint8_t *from; /* NULL: this host chooses */
	int iif;	     /* ifindex; 0: the packet is this host's own */
	int oif;	     /* ifindex that it has to leave through, 0: any */
};

/*
 * The way that the packet would take. A fault carries the kernel's errno: there is no way
 * (ENETUNREACH, EHOSTUNREACH), or it would be refused (EACCES, EINVAL, EXDEV).
 */
struct fault *route_find(struct link_socket *socket, const struct route_query *query,
			 struct route *route) __attribute__((nonnull)) must_check;

#endif
