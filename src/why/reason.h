/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's reasons to drop a packet, in words. */
#ifndef TUNADM_WHY_REASON_H
#define TUNADM_WHY_REASON_H

#include "model/traffic.h"

/* NOT_SPECIFIED for an 802.3 frame: the kernel takes packet information for one. */
#define REASON_FRAME "NOT_SPECIFIED, protocol 4"

/* FULL_RING, if there is no longer queue. */
#define REASON_LONGEST "FULL_RING, longest"

struct reason {
	const char *name;  /* the kernel's */
	const char *words; /* completes "dropped: ..." */
	const char *hint;  /* {IF} is the interface, {1} a longer length of its queue */
};

/* NULL if the table lacks it. */
const struct reason *reason_find(const char *name) __attribute__((nonnull));

/* The entry that the text of the drop was made from, or NULL. */
const struct reason *reason_of(const struct traffic_drop *drop) __attribute__((nonnull));

#endif
