/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Changes of the ports of bridges by rtnetlink. */
#ifndef TUNADM_KERNEL_BRIDGE_CHANGE_H
#define TUNADM_KERNEL_BRIDGE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/bridge.h"
#include "model/fault.h"

struct link_socket;

struct bridge_flag {
	uint16_t attribute; /* IFLA_BRPORT_*, one of 8 bits */
	bool on;
};

/*
 * Sets flags of a port. EOPNOTSUPP: it is a port of no bridge. A flag that the kernel does not know
 * is passed over in silence.
 */
struct fault *bridge_change_flags(struct link_socket *socket, int ifindex,
				  const struct bridge_flag *flags, size_t count)
	__attribute__((nonnull)) must_check;

/*
 * Takes a port out of the first VLANs and puts it into the others, whose flags it gets, also where
 * it is in them. What it is not in goes without a word. EOPNOTSUPP: it is a port of no bridge, or
 * the kernel's bridges do not know VLANs.
 */
struct fault *bridge_change_vlans(struct link_socket *socket, int ifindex,
				  const struct bridge_vlans *away, const struct bridge_vlans *in)
	__attribute__((nonnull)) must_check;

#endif
