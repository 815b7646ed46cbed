/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Traffic: the packets that passed an interface during a watch, and why some were dropped. */
#ifndef TUNADM_MODEL_TRAFFIC_H
#define TUNADM_MODEL_TRAFFIC_H

#include <stddef.h>
#include <stdint.h>

enum traffic_direction {
	TRAFFIC_FROM_PROGRAM, /* what the attached program writes: the host receives it */
	TRAFFIC_TO_PROGRAM,   /* what the host sends: the program reads it */
	TRAFFIC_DIRECTIONS,
};

/* Packets that were dropped for one reason. */
struct traffic_drop {
	char *reason; /* owned: the kernel's name for it, "OTHERHOST" */
	char *text;   /* owned: the reason in words */
	uint64_t count;
};

struct traffic {
	uint64_t packets; /* including dropped ones */
	struct traffic_drop *drops;
	size_t drop_count;
	size_t drop_capacity;
};

/* "from-program" or "to-program", as in JSON. */
const char *traffic_direction_name(enum traffic_direction direction)
	__attribute__((const, returns_nonnull));

/*
 * Counts packets dropped for one reason; a second call with the same reason adds to it. Returns 0,
 * or -1 without memory, with the traffic unchanged.
 */
int traffic_add_drop(struct traffic *traffic, const char *reason, const char *text, uint64_t count)
	__attribute__((nonnull, warn_unused_result));

/* How many were dropped, for any reason. */
uint64_t traffic_dropped(const struct traffic *traffic) __attribute__((nonnull, pure));

/* Releases the contents, and leaves the traffic empty. */
void traffic_clear(struct traffic *traffic) __attribute__((nonnull));

#endif
