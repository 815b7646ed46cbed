/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Traffic: the packets that were seen to pass an interface for a while, and why some did not. */
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
	char *text;   /* owned: the same in words */
	uint64_t count;
};

struct traffic {
	uint64_t packets; /* all of them, the dropped ones too */
	struct traffic_drop *drops;
	size_t drop_count;
	size_t drop_capacity;
};

/* "from-program" or "to-program", as JSON has it. */
const char *traffic_direction_name(enum traffic_direction direction)
	__attribute__((const, returns_nonnull));

/*
 * Counts dropped packets of one reason; a second call with the same reason adds to it. Returns 0,
 * or -1 without memory, with the traffic as it was.
 */
int traffic_add_drop(struct traffic *traffic, const char *reason, const char *text, uint64_t count)
	__attribute__((nonnull, warn_unused_result));

/* How many were dropped, for whatever reason. */
uint64_t traffic_dropped(const struct traffic *traffic) __attribute__((nonnull, pure));

/* Releases what it holds, and leaves it empty. */
void traffic_clear(struct traffic *traffic) __attribute__((nonnull));

#endif
