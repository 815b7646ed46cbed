/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bridges and their ports by rtnetlink. */
#ifndef TUNADM_KERNEL_BRIDGE_H
#define TUNADM_KERNEL_BRIDGE_H

#include <stddef.h>

#include "kernel/bridge-parse.h"
#include "kernel/bridge-vlans.h"
#include "model/fault.h"

struct link_socket;

/*
 * The maximum number of ports of a bridge (net/bridge/br_private.h: BR_MAX_PORTS, of which 0 is not
 * used).
 */
#define BRIDGE_PORTS_MAX 1023

struct link_vlans {
	int ifindex;
	struct bridge_vlans vlans;
};

/*
 * Looks up a bridge and one of its ports, by index. *known is false if the port has left the
 * bridge. VLANs are looked up only if the bridge filters them, as that takes a dump.
 */
struct fault *bridge_look(struct link_socket *socket, int bridge_index, int port_index,
			  struct bridge *bridge, struct bridge_port *port)
	__attribute__((nonnull)) must_check;

/*
 * The VLANs of all ports that are in any, and of the bridges themselves, as a malloced array of
 * *count sorted by index, which the caller frees: one dump.
 */
struct fault *bridge_dump_vlans(struct link_socket *socket, struct link_vlans **vlans,
				size_t *count) __attribute__((nonnull)) must_check;

/* Those of one link in such an array; NULL: none. */
const struct bridge_vlans *bridge_find_vlans(const struct link_vlans *vlans, size_t count,
					     int ifindex) __attribute__((pure));

#endif
