/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Telling the packets of an interface from those of a namesake, by the interface's own counters. */
#ifndef TUNADM_WHY_TALLY_H
#define TUNADM_WHY_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/trace-packets.h"

/* By how much the interface's own counters have grown since there was silence. */
struct tally_growth {
	uint64_t received;	/* what the program wrote */
	uint64_t sent;		/* what the program has read */
	uint64_t refused;	/* what the driver has dropped on the way to it */
	bool has_queue;		/* the next two are known */
	uint64_t queued;	/* what the queueing discipline has handed to the driver */
	uint64_t queue_dropped; /* what it has dropped */
	bool plugged;		/* there is a carrier, without which all is dropped, uncounted */
};

enum strangers {
	STRANGERS_NONE,
	STRANGERS_POSSIBLE, /* if there is a namesake at all */
	STRANGERS_CERTAIN,
};

/*
 * The trace goes by names, and has the packets of namesakes in other network namespaces, too. Takes
 * them out of the group (by direction), which is all that was traced between two silences: what the
 * interface itself has not counted is none of its packets. Says whether some may be left, as both
 * had packets at that time.
 */
enum strangers tally_settle(struct packet_count *group, const struct tally_growth *growth)
	__attribute__((nonnull));

#endif
