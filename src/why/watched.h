/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One watched interface: its traced packets, compared with its counters. */
#ifndef TUNADM_WHY_WATCHED_H
#define TUNADM_WHY_WATCHED_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/engine.h"
#include "kernel/link-stats.h"
#include "kernel/trace-packets.h"
#include "kernel/trace.h"
#include "why/result.h"

/* The kernel's counters of it. */
struct watched_counters {
	struct link_stats link;
	struct queue_stats queue;
};

struct watched {
	const struct device *device;
	struct why_result *result;
	struct watched_counters begin; /* when the watch began */
	struct watched_counters last;  /* at the last silence */
	struct watched_counters now;   /* when they were read last */
	struct packet_count total[TRAFFIC_DIRECTIONS];
	struct packet_count group[TRAFFIC_DIRECTIONS]; /* since the last silence */
	unsigned int silent;			       /* steps since the last packet */
	bool strangers; /* the total may have packets of a namesake */
};

/* Reads the counters of all at the beginning. */
struct fault *watched_begin(struct watched *items, size_t count, struct engine *engine)
	__attribute__((nonnull)) must_check;

/*
 * Takes what was traced since the last step, to be called in steps of some 20 ms. After some
 * silence, compares it with the counters.
 */
struct fault *watched_step(struct watched *watched, struct engine *engine, struct packets *packets,
			   size_t index) __attribute__((nonnull)) must_check;

/* The parts of a step, for when the trace has ended: take the rest, read the counters of all, */
struct fault *watched_collect(struct watched *watched, struct packets *packets, size_t index)
	__attribute__((nonnull)) must_check;
struct fault *watched_read(struct watched *items, size_t count, struct engine *engine)
	__attribute__((nonnull)) must_check;

/* and see whether they have all that was traced, or may still lag. */
bool watched_agrees(const struct watched *watched) __attribute__((nonnull));

/* Compares the rest, and fills in the result's traffic. */
struct fault *watched_end(struct watched *watched, struct engine *engine, const struct trace *trace)
	__attribute__((nonnull)) must_check;

/* Fills in the result's traffic from the counters alone. */
struct fault *watched_end_untraced(struct watched *watched, struct engine *engine)
	__attribute__((nonnull)) must_check;

void watched_clear(struct watched *watched) __attribute__((nonnull));

#endif
