/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A listing as lines for /etc/tuntab: see tuntab(5). */
#ifndef TUNADM_OUTPUT_ENTRIES_H
#define TUNADM_OUTPUT_ENTRIES_H

#include "model/fault.h"
#include "output/report.h"
#include "property/listing.h"

/*
 * Prints a line for each device that would create the same interface, as far as its properties go,
 * and a note on what an entry cannot express. Everything that listing_gather() can look up must be
 * there.
 */
struct fault *entries_print(struct listing *listing, struct report *report)
	__attribute__((nonnull)) must_check;

#endif
