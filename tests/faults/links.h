/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's state as text for comparison, read without any code of the program under test. */
#ifndef TUNADM_TESTS_LINKS_H
#define TUNADM_TESTS_LINKS_H

#include <stdbool.h>
#include <stddef.h>

/* One fact: "tap0 mtu" is "1500". */
struct fact {
	char link[16];
	char what[24];
	char *value;
};

/*
 * All links and addresses of the network namespace, sorted. Counters, times and what follows later
 * by itself are left out: statistics, the operational state, the queueing discipline, whether an
 * address is still tentative, and a bridge's timers.
 */
struct snapshot {
	struct fact *facts;
	size_t count;
	size_t capacity;
};

void snapshot_take(struct snapshot *snapshot);
void snapshot_clear(struct snapshot *snapshot);

/* The value, or NULL if there is none. `nth` counts facts of the same name, such as addresses. */
const char *snapshot_get(const struct snapshot *snapshot, const char *link, const char *what,
			 size_t nth);

bool snapshot_has(const struct snapshot *snapshot, const char *link);

#endif
