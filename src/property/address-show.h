/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How addresses are shown in the table and in JSON. */
#ifndef TUNADM_PROPERTY_ADDRESS_SHOW_H
#define TUNADM_PROPERTY_ADDRESS_SHOW_H

#include <stdint.h>
#include <stdio.h>

#include "json/json-build.h"
#include "model/device.h"
#include "property/listing.h"

/*
 * The flags that have a name (IFA_F_*) with the words of ip(8); the list ends with an entry without
 * a bit.
 */
extern const struct address_flag {
	uint32_t bit;
	const char *name;
} address_flags[];

/* The name of a scope as in ip(8), or its number. */
#define ADDRESS_SCOPE_SIZE 4
const char *address_scope(uint8_t scope, char number[ADDRESS_SCOPE_SIZE]) __attribute__((nonnull));

/* ADDRESSES. */
extern const struct column address_columns[];

/* addr_info, as in `ip -j -d address`. */
void address_json(struct json_builder *builder, json_t *object, const struct device *device,
		  struct listing *listing) __attribute__((nonnull(1, 3, 4)));

#endif
