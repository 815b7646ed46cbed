/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Neighbours by rtnetlink: which addresses of a link have been resolved. */
#ifndef TUNADM_KERNEL_NEIGHBOUR_H
#define TUNADM_KERNEL_NEIGHBOUR_H

#include <stdint.h>

#include "kernel/route-parse.h"
#include "model/fault.h"

struct link_socket;

/*
 * Looks up the neighbour with that address on the link; if there is none, *neighbour is all zeros.
 */
struct fault *neighbour_find(struct link_socket *socket, int ifindex, int family,
			     const uint8_t *bytes, struct neighbour *neighbour)
	__attribute__((nonnull)) must_check;

#endif
