/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the kernel has, as text to be compared: read without any code of the program under test. */
#ifndef TUNADM_TESTS_LINKS_H
#define TUNADM_TESTS_LINKS_H

#include <stdbool.h>
#include <stddef.h>

/* One thing that is so: "tap0 mtu" is "1500". */
struct fact {
	char link[16];
	char what[24];
	char *value;
};

/*
 * All links and addresses of the network namespace, sorted. Left out is what counts packets, tells
 * the time or follows later by itself: statistics, the operational state, the queueing discipline,
 * whether an address is still tentative, and a bridge's timers.
 */
struct snapshot {
	struct fact *facts;
	size_t count;
	size_t capacity;
};

void snapshot_take(struct snapshot *snapshot);
void snapshot_clear(struct snapshot *snapshot);

/* The value, or NULL where there is none. `nth` counts facts of the same name: addresses. */
const char *snapshot_get(const struct snapshot *snapshot, const char *link, const char *what,
			 size_t nth);

bool snapshot_has(const struct snapshot *snapshot, const char *link);

#endif
