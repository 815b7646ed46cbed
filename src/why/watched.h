/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An interface that is watched: what was traced of it, held to its own counters. */
#ifndef TUNADM_WHY_WATCHED_H
#define TUNADM_WHY_WATCHED_H

#include <stdbool.h>
#include <stdint.h>

#include "interface/engine.h"
#include "kernel/link-stats.h"
#include "kernel/trace-packets.h"
#include "kernel/trace.h"
#include "why/why.h"

/* All that the kernel counts of it. */
struct watched_counters {
	struct link_stats link;
	struct queue_stats queue;
};

struct watched {
	const struct device *device;
	struct why_result *result;
	struct watched_counters begin; /* when the watch began */
	struct watched_counters last;  /* when there was silence last */
	struct packet_count total[TRAFFIC_DIRECTIONS];
	struct packet_count group[TRAFFIC_DIRECTIONS]; /* since then */
	unsigned int silent;			       /* steps without a packet since the last */
	bool strangers; /* packets of a namesake may be among the total */
};

/* Reads the counters at the beginning. */
struct fault *watched_begin(struct watched *watched, struct engine *engine)
	__attribute__((nonnull)) must_check;

/* Takes what was traced since the last step, and settles it when there was silence for a while. */
struct fault *watched_step(struct watched *watched, struct engine *engine, struct packets *packets,
			   size_t index) __attribute__((nonnull)) must_check;

/* Settles the rest, and fills in the result's traffic with the words for each reason. */
struct fault *watched_end(struct watched *watched, struct engine *engine, const struct trace *trace)
	__attribute__((nonnull)) must_check;

/* Fills in the result's traffic by nothing but the counters. */
struct fault *watched_end_untraced(struct watched *watched, struct engine *engine)
	__attribute__((nonnull)) must_check;

void watched_clear(struct watched *watched) __attribute__((nonnull));

#endif
