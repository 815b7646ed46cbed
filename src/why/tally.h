/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tells an interface's packets from those of a namesake, by the interface's own counters. */
#ifndef TUNADM_WHY_TALLY_H
#define TUNADM_WHY_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/trace-packets.h"

/* By how much the interface's counters have grown since the last silence. */
struct tally_growth {
	uint64_t received;	/* packets that the program wrote */
	uint64_t sent;		/* packets that the program has read */
	uint64_t refused;	/* packets that the driver dropped on the way to it */
	bool has_queue;		/* whether the next two are known */
	uint64_t queued;	/* packets that the queueing discipline gave the driver */
	uint64_t queue_dropped; /* packets that it dropped */
	bool plugged;		/* there is a carrier; without it drops are not counted */
};

enum strangers {
	STRANGERS_NONE,
	STRANGERS_POSSIBLE, /* if there is a namesake */
	STRANGERS_CERTAIN,
};

/* Whether the interface has counted at least what was traced: then all may be its own. */
bool tally_agrees(const struct packet_count *group, const struct tally_growth *growth)
	__attribute__((nonnull));

/*
 * The trace has the packets of namesakes, too. A group is what was traced in each direction between
 * two silences. Removes from it the packets that the interface itself did not count. Says whether
 * some of a namesake's may remain because both had packets at that time.
 */
enum strangers tally_settle(struct packet_count *group, const struct tally_growth *growth)
	__attribute__((nonnull));

#endif
