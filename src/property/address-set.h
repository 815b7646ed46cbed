/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes the changes of addresses that property/address.c has found. */
#ifndef TUNADM_PROPERTY_ADDRESS_SET_H
#define TUNADM_PROPERTY_ADDRESS_SET_H

#include <stdbool.h>

#include "kernel/link-address.h"
#include "property/property.h"

/*
 * An item of what will be removed. When the primary address of an IPv4 network is removed, the
 * kernel removes the others with it, and when a link goes down, all of IPv6. Those that must stay
 * are in the list too, in the kernel's order, and are added again at once.
 */
struct departure {
	struct link_address address;
	bool returns;
};

/* Makes the change, and undoes what was done if a part fails. */
struct fault *address_set(struct property_change *change) __attribute__((nonnull)) must_check;
struct fault *address_undo(struct property_change *change) __attribute__((nonnull)) must_check;

#endif
