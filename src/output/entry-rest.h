/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Settings of an interface that are not properties, so that no entry can express them. */
#ifndef TUNADM_OUTPUT_ENTRY_REST_H
#define TUNADM_OUTPUT_ENTRY_REST_H

#include "model/device.h"
#include "property/listing.h"

/* Reports for the current entry whatever differs from a new interface or a new port. */
void entry_leave_out_rest(const struct device *device, struct listing *listing)
	__attribute__((nonnull));

#endif
