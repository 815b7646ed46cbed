/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Listings as JSON. */
#ifndef TUNADM_OUTPUT_JSON_LISTING_H
#define TUNADM_OUTPUT_JSON_LISTING_H

#include "model/fault.h"
#include "output/listing.h"

/*
 * Prints an array with an object for each device, whose keys are those of `ip -j link` and
 * `ip -j tuntap` where they have one: see tunadm(8). json_load() comes first.
 */
struct fault *json_print_listing(const struct listing *listing) __attribute__((nonnull)) must_check;

#endif
