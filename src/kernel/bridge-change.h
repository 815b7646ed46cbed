/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Changes the ports of bridges by rtnetlink. */
#ifndef TUNADM_KERNEL_BRIDGE_CHANGE_H
#define TUNADM_KERNEL_BRIDGE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/bridge.h"
#include "model/fault.h"

struct link_socket;

struct bridge_flag {
	uint32_t value;	    /* of a flag: 0 or 1 */
	uint16_t attribute; /* IFLA_BRPORT_* */
	uint8_t size;	    /* in bytes, 2 or 4; 0: one, as flags have */
};

/*
 * Sets flags of a port. EOPNOTSUPP: it is not a port of a bridge. The kernel ignores a flag that it
 * does not know.
 */
struct fault *bridge_change_flags(struct link_socket *socket, int ifindex,
				  const struct bridge_flag *flags, size_t count)
	__attribute__((nonnull)) must_check;

/*
 * Removes a port from the first VLANs and adds it to the others with their flags, even if it is in
 * them already. Removing it from a VLAN that it is not in is not an error. EOPNOTSUPP: it is not a
 * port of a bridge, or the kernel's bridges do not know VLANs.
 */
struct fault *bridge_change_vlans(struct link_socket *socket, int ifindex,
				  const struct bridge_vlans *away, const struct bridge_vlans *in)
	__attribute__((nonnull)) must_check;

#endif
