/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the properties of a bridge port need to know about the bridge. */
#ifndef TUNADM_PROPERTY_BRIDGED_H
#define TUNADM_PROPERTY_BRIDGED_H

#include <stdbool.h>

#include "property/property.h"

/*
 * The bridge to which the interface belongs once the request is fulfilled; NULL: none. The engine
 * owns it until the next lookup. The device is NULL for a new interface.
 */
struct fault *bridged_find(struct engine *engine, const struct request *request,
			   const struct device *device, const struct device **bridge)
	__attribute__((nonnull(1, 2, 4))) must_check;

/* The same for an option that needs a bridge: a fault (4) if there is none. */
struct fault *bridged_require(struct engine *engine, const struct request *request,
			      const struct device *device, const char *option,
			      const struct device **bridge)
	__attribute__((nonnull(1, 2, 4, 5))) must_check;

/*
 * Whether the change moves it to another master, where it begins with the defaults of a new port.
 */
/*
 * Whether the request for another master takes the link down and up again, which removes its IPv6
 * addresses: a VRF does that to a link that joins or leaves it (drivers/net/vrf.c: cycle_netdev).
 */
bool bridged_cycles_link(struct engine *engine, const struct request *request,
			 const struct device *device) __attribute__((nonnull));

bool bridged_joins(const struct property_change *change) __attribute__((nonnull));

#endif
