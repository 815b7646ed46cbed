/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Listings as JSON. */
#ifndef TUNADM_OUTPUT_JSON_LISTING_H
#define TUNADM_OUTPUT_JSON_LISTING_H

#include "output/json-document.h"
#include "property/listing.h"

/*
 * Adds an object for each device, with the keys of `ip -j link` and `ip -j tuntap` where they
 * exist: see tunadm(8).
 */
void json_add_listing(struct json_document *document, struct listing *listing)
	__attribute__((nonnull));

#endif
