/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Neighbours by rtnetlink: which addresses of a link have been resolved. */
#ifndef TUNADM_KERNEL_NEIGHBOUR_H
#define TUNADM_KERNEL_NEIGHBOUR_H

#include <stdbool.h>
#include <stdint.h>

#include "model/fault.h"

struct link_socket;

struct neighbour {
	int ifindex;
	int family; /* AF_INET or AF_INET6 */
	uint8_t bytes[16];
	bool failed; /* NUD_FAILED: nobody answered */
};

/*
 * Looks up the neighbour with that address on the link; if there is none, *neighbour is all zeros.
 */
struct fault *neighbour_find(struct link_socket *socket, int ifindex, int family,
			     const uint8_t *bytes, struct neighbour *neighbour)
	__attribute__((nonnull)) must_check;

#endif
