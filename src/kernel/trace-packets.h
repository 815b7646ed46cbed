/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Counts packets by their events: how many there were, and how many were dropped and why. */
#ifndef TUNADM_KERNEL_TRACE_PACKETS_H
#define TUNADM_KERNEL_TRACE_PACKETS_H

#include <stddef.h>
#include <stdint.h>

#include "kernel/trace-event.h"
#include "model/traffic.h"

/* Packets dropped for one reason. */
struct packet_drop {
	uint32_t reason; /* the kernel's number */
	uint64_t count;
	uint64_t refused;  /* of these, dropped by the link's own driver */
	uint64_t llc;	   /* of these, 802.3 frames: so packet information looks to the kernel */
	uint64_t location; /* where in the kernel, 0 if at several places */
};

struct packet_count {
	uint64_t packets; /* including the dropped ones */
	struct packet_drop *drops;
	size_t drop_count;
	size_t drop_capacity;
};

/*
 * Only its address ties the events of a packet together. The kernel reuses the address as soon as
 * the packet is freed, and not every way to free one makes an event. So a packet is followed only
 * while the address must still be its own: one from the program until netif_receive_skb returns,
 * one to the program from net_dev_queue until the driver has taken it. A packet that something
 * keeps meanwhile (a socket, a neighbour entry, the reassembly of fragments, another link) counts
 * as delivered.
 */
struct packets;

/* For this many links and processors. NULL without memory. */
struct packets *packets_new(size_t links, size_t cpus) __attribute__((warn_unused_result));
void packets_free(struct packets *packets);

/* Takes the next event. Those of one processor must come in order. Returns -1 without memory. */
int packets_take(struct packets *packets, const struct trace_event *event)
	__attribute__((nonnull, warn_unused_result));

/* To be called at the end: counts packets that still wait in a queue as sent. */
void packets_end(struct packets *packets) __attribute__((nonnull));

/* What was counted since the last call. The caller clears it. */
struct packet_count packets_collect(struct packets *packets, size_t link,
				    enum traffic_direction direction) __attribute__((nonnull));

/* Adds more to count. Returns -1 without memory. */
int packet_count_add(struct packet_count *count, const struct packet_count *more)
	__attribute__((nonnull, warn_unused_result));

/* How many were dropped, for all reasons together. */
uint64_t packet_count_dropped(const struct packet_count *count) __attribute__((nonnull));

void packet_count_clear(struct packet_count *count) __attribute__((nonnull));

#define auto_packet_count __attribute__((cleanup(packet_count_clear)))

#endif
