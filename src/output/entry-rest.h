/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an interface has that is no property, so that no entry can say it. */
#ifndef TUNADM_OUTPUT_ENTRY_REST_H
#define TUNADM_OUTPUT_ENTRY_REST_H

#include "model/device.h"
#include "property/listing.h"

/* Leaves out of the entry at hand whatever differs from a new interface, and from a new port. */
void entry_leave_out_rest(const struct device *device, struct listing *listing)
	__attribute__((nonnull));

#endif
