/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The counters of a link. */
#ifndef TUNADM_KERNEL_LINK_STATS_H
#define TUNADM_KERNEL_LINK_STATS_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/link.h"
#include "model/fault.h"

/* As the host counts: what a program writes is received, what it reads was transmitted. */
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

/* What the queueing discipline of the link, its root, has counted. */
struct queue_stats {
	bool known; /* there is one that counts: not before the first carrier, and no noqueue */
	uint64_t packets; /* handed to the driver, each segment by itself */
	uint64_t dropped;
};

/* Reads them: RTM_GETQDISC. */
struct fault *link_queue_stats(struct link_socket *socket, int ifindex, struct queue_stats *stats)
	__attribute__((nonnull)) must_check;

#endif
