/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The counters of a link. */
#ifndef TUNADM_KERNEL_LINK_STATS_H
#define TUNADM_KERNEL_LINK_STATS_H

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

#endif
