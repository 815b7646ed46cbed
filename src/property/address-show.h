/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How addresses are shown. */
#ifndef TUNADM_PROPERTY_ADDRESS_SHOW_H
#define TUNADM_PROPERTY_ADDRESS_SHOW_H

#include <stdio.h>

#include "json/json-build.h"
#include "model/device.h"
#include "property/listing.h"

/* ADDRESSES. */
extern const struct column address_columns[];

/* addr_info, as `ip -j -d address` has it. */
void address_json(struct json_builder *builder, json_t *object, const struct device *device,
		  struct listing *listing) __attribute__((nonnull(1, 3, 4)));

/* As options of an entry: those that do not come by themselves. */
void address_entry(FILE *line, const struct device *device, struct listing *listing)
	__attribute__((nonnull));

#endif
