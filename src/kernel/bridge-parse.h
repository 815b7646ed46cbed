/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From netlink messages to bridges and ports; independent of any socket. */
#ifndef TUNADM_KERNEL_BRIDGE_PARSE_H
#define TUNADM_KERNEL_BRIDGE_PARSE_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/bridge-vlans.h"

struct nlmsghdr;

enum bridge_state { /* linux/if_bridge.h: BR_STATE_* */
	BRIDGE_DISABLED,
	BRIDGE_LISTENING,
	BRIDGE_LEARNING,
	BRIDGE_FORWARDING,
	BRIDGE_BLOCKING,
};

struct bridge_port {
	bool known;
	uint8_t state; /* enum bridge_state */
	bool isolated;
	struct bridge_vlans vlans; /* only if the bridge filters VLANs */
};

struct bridge {
	bool filters_vlans;
	bool calls_iptables;	   /* for its packets, by a setting of the bridge itself */
	struct bridge_vlans vlans; /* the bridge's own, only if it filters VLANs */
};

/*
 * Each function reads an RTM_NEWLINK message, whose nlmsg_len must be within its memory, and adds
 * its contents. Returns 0 or -EBADMSG.
 */
int bridge_parse(struct nlmsghdr *message, struct bridge *bridge)
	__attribute__((nonnull, warn_unused_result));
int bridge_parse_port(struct nlmsghdr *message, struct bridge_port *port)
	__attribute__((nonnull, warn_unused_result));

/* The same for a message of a dump of bridges (AF_BRIDGE) with VLANs; *ifindex is its link. */
int bridge_parse_vlans(struct nlmsghdr *message, int *ifindex, struct bridge_vlans *vlans)
	__attribute__((nonnull, warn_unused_result));

#endif
