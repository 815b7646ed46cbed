/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sets of VLANs, and the ranges in which they are told and shown. */
#ifndef TUNADM_KERNEL_BRIDGE_VLANS_H
#define TUNADM_KERNEL_BRIDGE_VLANS_H

#include <stdbool.h>
#include <stdint.h>

/* The VLANs that a port is in, or the bridge itself. */
struct bridge_vlans {
	uint64_t bits[64];     /* one for each of 4096 */
	uint64_t untagged[64]; /* of these, those whose packets leave without a tag */
	uint16_t pvid;	       /* what comes in without a tag belongs to it; 0: it is dropped */
};

/* Those that there can be: 0 is none, and 4095 is reserved. */
#define BRIDGE_VID_MIN 1
#define BRIDGE_VID_MAX 4094

/* VLANs in a row that are alike. */
struct bridge_range {
	uint16_t first;
	uint16_t last;
	bool pvid; /* only of a single one */
	bool untagged;
};

/* Adds a range to the set, which takes its flags; takes one out. */
void bridge_vlans_add(struct bridge_vlans *vlans, const struct bridge_range *range)
	__attribute__((nonnull));
void bridge_vlans_remove(struct bridge_vlans *vlans, const struct bridge_range *range)
	__attribute__((nonnull));

bool bridge_vlans_equal(const struct bridge_vlans *a, const struct bridge_vlans *b)
	__attribute__((nonnull, pure));

/* All that are not in the set. */
struct bridge_vlans bridge_vlans_others(const struct bridge_vlans *vlans) __attribute__((nonnull));

/* The range after *range, the first after one of zeros; false after the last. */
bool bridge_vlans_next(const struct bridge_vlans *vlans, struct bridge_range *range)
	__attribute__((nonnull));

/* Whether the two share a VLAN, and whether there is any. */
bool bridge_vlans_meet(const struct bridge_vlans *a, const struct bridge_vlans *b)
	__attribute__((nonnull, pure));
bool bridge_vlans_any(const struct bridge_vlans *vlans) __attribute__((nonnull, pure));

#endif
