/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Addresses as options of an entry. */
#ifndef TUNADM_PROPERTY_ADDRESS_ENTRY_H
#define TUNADM_PROPERTY_ADDRESS_ENTRY_H

#include <stdio.h>

#include "model/device.h"
#include "property/listing.h"

/*
 * Writes those that do not come by themselves, in the order in which adding them makes the same
 * list again, and tells of what they have that no entry can say.
 */
void address_entry(FILE *line, const struct device *device, struct listing *listing)
	__attribute__((nonnull));

#endif
