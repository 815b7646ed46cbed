/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the VLANs of a bridge port are shown. */
#ifndef TUNADM_PROPERTY_VLAN_SHOW_H
#define TUNADM_PROPERTY_VLAN_SHOW_H

#include <stdio.h>

#include "json/json-build.h"
#include "kernel/bridge.h"
#include "model/device.h"
#include "property/listing.h"

/* In the format of the option: "20,pvid,untagged", "100-105". */
void vlan_print_range(FILE *stream, const struct bridge_range *range) __attribute__((nonnull));

/* Column, members of the JSON object, and options: see struct property. */
void vlan_show_column(FILE *cell, const struct device *device, struct listing *listing)
	__attribute__((nonnull));
void vlan_show_json(struct json_builder *builder, json_t *object, const struct device *device,
		    struct listing *listing) __attribute__((nonnull));
void vlan_show_entry(FILE *line, const struct device *device, struct listing *listing)
	__attribute__((nonnull));

#endif
