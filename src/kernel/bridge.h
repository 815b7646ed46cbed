/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bridges and their ports by rtnetlink. */
#ifndef TUNADM_KERNEL_BRIDGE_H
#define TUNADM_KERNEL_BRIDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/link.h"
#include "model/fault.h"

/* So many ports can a bridge have (net/bridge/br_private.h: BR_MAX_PORTS, of which 0 is none). */
#define BRIDGE_PORTS_MAX 1023

enum bridge_state { /* linux/if_bridge.h: BR_STATE_* */
	BRIDGE_DISABLED,
	BRIDGE_LISTENING,
	BRIDGE_LEARNING,
	BRIDGE_FORWARDING,
	BRIDGE_BLOCKING,
};

/* The VLANs that a port is in, or the bridge itself. */
struct bridge_vlans {
	uint64_t bits[64]; /* one for each of 4096 */
	uint16_t pvid;	   /* what comes in without a tag belongs to it; 0: it is dropped */
};

struct bridge_port {
	bool known;
	uint8_t state; /* enum bridge_state */
	bool isolated;
	struct bridge_vlans vlans; /* only where the bridge filters VLANs */
};

struct bridge {
	bool filters_vlans;
	bool calls_iptables;	   /* for the packets of this bridge */
	struct bridge_vlans vlans; /* the bridge's own, only where it filters */
};

/*
 * Looks at a bridge and one of its ports, by their indexes. A port that is none any more is not
 * known. VLANs are asked for only where the bridge filters them: that is a dump.
 */
struct fault *bridge_look(struct link_socket *socket, int bridge_index, int port_index,
			  struct bridge *bridge, struct bridge_port *port)
	__attribute__((nonnull)) must_check;

/* Whether the two share a VLAN, and whether there is any. */
bool bridge_vlans_meet(const struct bridge_vlans *a, const struct bridge_vlans *b)
	__attribute__((nonnull, pure));
bool bridge_vlans_any(const struct bridge_vlans *vlans) __attribute__((nonnull, pure));

#endif
