/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Listings and results as JSON for programs, by jansson. */
#ifndef TUNADM_OUTPUT_JSON_H
#define TUNADM_OUTPUT_JSON_H

#include "model/fault.h"
#include "model/target.h"
#include "output/listing.h"

/* Loads the library, before the others and before anything is done that they could not tell of. */
struct fault *json_prepare(void) must_check;

/*
 * Prints an array with an object for each device, whose keys are those of `ip -j link` and
 * `ip -j tuntap` where they have one: see tunadm(8). Text that is not UTF-8, which JSON cannot
 * hold, has U+FFFD for each byte that is none.
 */
struct fault *json_print_listing(const struct listing *listing) __attribute__((nonnull)) must_check;

/*
 * Prints an array with {ifname, action, changes} for each target of which something became, and
 * "error" for those that failed; their faults stay the targets'.
 */
struct fault *json_print_targets(const struct target_list *targets)
	__attribute__((nonnull)) must_check;

#endif
