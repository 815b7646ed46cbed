/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The counters of a link. */
#ifndef TUNADM_KERNEL_LINK_STATS_H
#define TUNADM_KERNEL_LINK_STATS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/fault.h"

struct link_socket;

/* From the host's side: rx is what the program writes, tx is what it reads. */
struct link_stats {
	uint64_t rx_packets;
	uint64_t tx_packets;
	uint64_t rx_errors;
	uint64_t tx_errors;
	uint64_t rx_dropped;
	uint64_t tx_dropped;
};

/* Reads them: RTM_GETSTATS, Linux 4.7. */
struct fault *link_stats(struct link_socket *socket, int ifindex, struct link_stats *stats)
	__attribute__((nonnull)) must_check;

/* The counters of the link's root queueing discipline. */
struct queue_stats {
	bool known;	  /* false before the first carrier, and for noqueue */
	uint64_t packets; /* handed to the driver; each segment counts */
	uint64_t dropped;
};

typedef void queue_stats_fn(int ifindex, const struct queue_stats *stats, void *data);

/*
 * Calls fn for each link that has some: one RTM_GETQDISC dump, as a request for one link misses the
 * queueing discipline that the kernel chose by default. A dump that has to begin anew calls fn
 * again.
 */
struct fault *link_queue_stats(struct link_socket *socket, queue_stats_fn *fn, void *data)
	__attribute__((nonnull(1, 2))) must_check;

#endif
