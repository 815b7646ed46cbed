/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes the changes of addresses that property/address.c has found. */
#ifndef TUNADM_PROPERTY_ADDRESS_SET_H
#define TUNADM_PROPERTY_ADDRESS_SET_H

#include <stdbool.h>

#include "kernel/link-address.h"
#include "property/property.h"

/*
 * An item of what is to be removed. The first address of an IPv4 network takes the others of that
 * network with it, and a link that goes down takes all of IPv6: what has to stay of these is in the
 * list too, in the kernel's order, and returns at once.
 */
struct departure {
	struct link_address address;
	bool returns;
};

/* Makes the change, and undoes what was done if a part fails. */
struct fault *address_set(struct property_change *change) __attribute__((nonnull)) must_check;
struct fault *address_undo(struct property_change *change) __attribute__((nonnull)) must_check;

#endif
