/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Addresses as options of an entry. */
#ifndef TUNADM_PROPERTY_ADDRESS_ENTRY_H
#define TUNADM_PROPERTY_ADDRESS_ENTRY_H

#include <stdio.h>

#include "model/device.h"
#include "property/listing.h"

/*
 * Writes the addresses that were not generated, in the order in which adding them gives the same
 * list, and reports what an entry cannot express about them.
 */
void address_entry(FILE *line, const struct device *device, struct listing *listing)
	__attribute__((nonnull));

#endif
