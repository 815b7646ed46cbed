// SPDX-License-Identifier: GPL-2.0-or-later
// Sets of VLANs: a bit for each, and a bit for each whose packets leave without a tag.

#include "kernel/bridge-vlans.h"

#include <string.h>

static bool has(const uint64_t bits[64], unsigned int vid)
{
	return bits[vid / 64] & (UINT64_C(1) << (vid % 64));
}

static void put_vid(uint64_t bits[64], unsigned int vid, bool on)
{
	uint64_t bit = UINT64_C(1) << (vid % 64);

	bits[vid / 64] = on ? bits[vid / 64] | bit : bits[vid / 64] & ~bit;
}

void bridge_vlans_add(struct bridge_vlans *vlans, const struct bridge_range *range)
{
	for (unsigned int vid = range->first; vid <= range->last; vid++) {
		put_vid(vlans->bits, vid, true);
		put_vid(vlans->untagged, vid, range->untagged);
	}
	if (range->pvid)
		vlans->pvid = range->first;
}

void bridge_vlans_remove(struct bridge_vlans *vlans, const struct bridge_range *range)
{
	for (unsigned int vid = range->first; vid <= range->last; vid++) {
		put_vid(vlans->bits, vid, false);
		put_vid(vlans->untagged, vid, false);
	}
	if (vlans->pvid >= range->first && vlans->pvid <= range->last)
		vlans->pvid = 0;
}

bool bridge_vlans_equal(const struct bridge_vlans *a, const struct bridge_vlans *b)
{
	return memcmp(a->bits, b->bits, sizeof(a->bits)) == 0 &&
	       memcmp(a->untagged, b->untagged, sizeof(a->untagged)) == 0 && a->pvid == b->pvid;
}

struct bridge_vlans bridge_vlans_others(const struct bridge_vlans *vlans)
{
	struct bridge_vlans others = {0};

	for (unsigned int vid = BRIDGE_VID_MIN; vid <= BRIDGE_VID_MAX; vid++)
		put_vid(others.bits, vid, !has(vlans->bits, vid));
	return others;
}

bool bridge_vlans_next(const struct bridge_vlans *vlans, struct bridge_range *range)
{
	unsigned int vid = range->last ? range->last + 1u : BRIDGE_VID_MIN;

	while (vid <= BRIDGE_VID_MAX && !has(vlans->bits, vid))
		vid++;
	if (vid > BRIDGE_VID_MAX)
		return false;
	*range = (struct bridge_range){
		.first = (uint16_t)vid,
		.pvid = vid == vlans->pvid,
		.untagged = has(vlans->untagged, vid),
	};
	/* The VLAN with the PVID is a range of its own. */
	while (!range->pvid && vid < BRIDGE_VID_MAX && has(vlans->bits, vid + 1) &&
	       vid + 1 != vlans->pvid && has(vlans->untagged, vid + 1) == range->untagged)
		vid++;
	range->last = (uint16_t)vid;
	return true;
}

bool bridge_vlans_meet(const struct bridge_vlans *a, const struct bridge_vlans *b)
{
	for (int i = 0; i < 64; i++)
		if (a->bits[i] & b->bits[i])
			return true;
	return false;
}

bool bridge_vlans_any(const struct bridge_vlans *vlans)
{
	return bridge_vlans_meet(vlans, vlans);
}
