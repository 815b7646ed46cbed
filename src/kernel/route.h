/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Routes by rtnetlink: all of them, and the one that a packet would take. */
#ifndef TUNADM_KERNEL_ROUTE_H
#define TUNADM_KERNEL_ROUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/route-parse.h"
#include "model/fault.h"

struct link_socket;

/* ip(8)'s default table. */
#define ROUTE_TABLE_MAIN 254

/*
 * Appends all unicast routes that lead to a link, from all tables, to the array *routes, which is
 * malloced and belongs to the caller: one dump.
 */
struct fault *route_dump(struct link_socket *socket, struct route **routes, size_t *count)
	__attribute__((nonnull)) must_check;

/* A packet to `to`, sent by this host, or received on iif from `from`. */
struct route_query {
	int family;
	const uint8_t *to;
	const uint8_t *from; /* NULL: this host chooses */
	int iif;	     /* ifindex; 0: this host sends the packet */
	int oif;	     /* ifindex through which it must leave, 0: any */
};

/*
 * The route that the packet would take. *refusal is the kernel's errno, or 0: there is no route
 * (ENETUNREACH, EHOSTUNREACH), or the packet would be refused (EACCES, EINVAL, EXDEV). If it is
 * none of these, link_refusal() has the fault.
 */
struct fault *route_find(struct link_socket *socket, const struct route_query *query,
			 struct route *route, int *refusal) __attribute__((nonnull)) must_check;

#endif
