/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sets of VLANs, and the ranges in which they are reported and shown. */
#ifndef TUNADM_KERNEL_BRIDGE_VLANS_H
#define TUNADM_KERNEL_BRIDGE_VLANS_H

#include <stdbool.h>
#include <stdint.h>

/* The VLANs of a port or of the bridge itself. */
struct bridge_vlans {
	uint64_t bits[64];     /* one for each of 4096 */
	uint64_t untagged[64]; /* of these, those whose packets leave without a tag */
	uint16_t pvid;	       /* the VLAN of packets without a tag; 0: they are dropped */
};

/* The valid numbers: 0 is none, and 4095 is reserved. */
#define BRIDGE_VID_MIN 1
#define BRIDGE_VID_MAX 4094

/* Consecutive VLANs with the same flags. */
struct bridge_range {
	uint16_t first;
	uint16_t last;
	bool pvid; /* only for a single VLAN */
	bool untagged;
};

/* Adds a range with its flags to the set; removes a range. */
void bridge_vlans_add(struct bridge_vlans *vlans, const struct bridge_range *range)
	__attribute__((nonnull));
void bridge_vlans_remove(struct bridge_vlans *vlans, const struct bridge_range *range)
	__attribute__((nonnull));

bool bridge_vlans_equal(const struct bridge_vlans *a, const struct bridge_vlans *b)
	__attribute__((nonnull, pure));

/* All VLANs that are not in the set. */
struct bridge_vlans bridge_vlans_others(const struct bridge_vlans *vlans) __attribute__((nonnull));

/* The range after *range, or the first one if *range is all zeros; false after the last. */
bool bridge_vlans_next(const struct bridge_vlans *vlans, struct bridge_range *range)
	__attribute__((nonnull));

/* Whether the two sets have a common VLAN, and whether a set is not empty. */
bool bridge_vlans_meet(const struct bridge_vlans *a, const struct bridge_vlans *b)
	__attribute__((nonnull, pure));
bool bridge_vlans_any(const struct bridge_vlans *vlans) __attribute__((nonnull, pure));

#endif
