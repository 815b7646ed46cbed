/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the properties of a port of a bridge ask about that bridge. */
#ifndef TUNADM_PROPERTY_BRIDGED_H
#define TUNADM_PROPERTY_BRIDGED_H

#include <stdbool.h>

#include "property/property.h"

/* Whether the interface is a port of a bridge. */
bool bridged_is_port(const struct device *device) __attribute__((nonnull));

/*
 * The bridge that it is a port of once the request is met; NULL: none. It stays the engine's until
 * the next look-up. The device is NULL for an interface that is to be made.
 */
struct fault *bridged_find(struct engine *engine, const struct request *request,
			   const struct device *device, const struct device **bridge)
	__attribute__((nonnull(1, 2, 4))) must_check;

/* The same where there has to be one for that option: a fault (4) without. */
struct fault *bridged_require(struct engine *engine, const struct request *request,
			      const struct device *device, const char *option,
			      const struct device **bridge)
	__attribute__((nonnull(1, 2, 4, 5))) must_check;

/* Whether the change makes it a port of another master, where it begins as any new port. */
bool bridged_joins(const struct property_change *change) __attribute__((nonnull));

#endif
