/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bridges and their ports by rtnetlink. */
#ifndef TUNADM_KERNEL_BRIDGE_H
#define TUNADM_KERNEL_BRIDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/fault.h"

struct link_socket;

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
	uint64_t bits[64];     /* one for each of 4096 */
	uint64_t untagged[64]; /* of these, those whose packets leave without a tag */
	uint16_t pvid;	       /* what comes in without a tag belongs to it; 0: it is dropped */
};

/* Those that there can be: 0 is none, and 4095 is reserved. */
#define BRIDGE_VID_MIN 1
#define BRIDGE_VID_MAX 4094

/* VLANs in a row that are alike. */
struct bridge_range {
	uint16_t first;
	uint16_t last;
	bool pvid; /* only of a single one */
	bool untagged;
};

struct link_vlans {
	int ifindex;
	struct bridge_vlans vlans;
};

struct bridge_port {
	bool known;
	uint8_t state; /* enum bridge_state */
	bool isolated;
	struct bridge_vlans vlans; /* only where the bridge filters VLANs */
};

struct bridge {
	bool filters_vlans;
	bool calls_iptables;	   /* for its packets, by a setting of its own */
	struct bridge_vlans vlans; /* the bridge's own, only where it filters */
};

/*
 * Looks at a bridge and one of its ports, by their indexes. A port that is none any more is not
 * known. VLANs are asked for only where the bridge filters them: that is a dump.
 */
struct fault *bridge_look(struct link_socket *socket, int bridge_index, int port_index,
			  struct bridge *bridge, struct bridge_port *port)
	__attribute__((nonnull)) must_check;

/*
 * The VLANs of all ports that are in any, and of the bridges themselves, as a malloced array of
 * *count, which the caller frees: one dump.
 */
struct fault *bridge_dump_vlans(struct link_socket *socket, struct link_vlans **vlans,
				size_t *count) __attribute__((nonnull)) must_check;

/* Adds a range to the set, which takes its flags; takes one out. */
void bridge_vlans_add(struct bridge_vlans *vlans, const struct bridge_range *range)
	__attribute__((nonnull));
void bridge_vlans_remove(struct bridge_vlans *vlans, const struct bridge_range *range)
	__attribute__((nonnull));

bool bridge_vlans_equal(const struct bridge_vlans *a, const struct bridge_vlans *b)
	__attribute__((nonnull, pure));

/* All that are not in the set. */
struct bridge_vlans bridge_vlans_others(const struct bridge_vlans *vlans) __attribute__((nonnull));

/* The range after *range, the first after one of zeros; false after the last. */
bool bridge_vlans_next(const struct bridge_vlans *vlans, struct bridge_range *range)
	__attribute__((nonnull));

/* Whether the two share a VLAN, and whether there is any. */
bool bridge_vlans_meet(const struct bridge_vlans *a, const struct bridge_vlans *b)
	__attribute__((nonnull, pure));
bool bridge_vlans_any(const struct bridge_vlans *vlans) __attribute__((nonnull, pure));

#endif
