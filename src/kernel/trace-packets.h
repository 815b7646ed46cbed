/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packets: from events to how many there were, and how many were dropped for which reason. */
#ifndef TUNADM_KERNEL_TRACE_PACKETS_H
#define TUNADM_KERNEL_TRACE_PACKETS_H

#include <stddef.h>
#include <stdint.h>

#include "kernel/trace-event.h"
#include "model/traffic.h"

/* Those dropped for one reason. */
struct packet_drop {
	uint32_t reason; /* the kernel's number */
	uint64_t count;
	uint64_t refused;  /* of these, by the driver of the link itself */
	uint64_t llc;	   /* of these, 802.3 frames, as the kernel takes packet information for */
	uint64_t location; /* where in the kernel, 0 where it is not the same for all */
};

struct packet_count {
	uint64_t packets; /* all, the dropped ones too */
	struct packet_drop *drops;
	size_t drop_count;
	size_t drop_capacity;
};

/*
 * Nothing but the address ties the events of a packet together, and the kernel gives the address to
 * another packet as soon as it is free, without an event for every way to free one. So a packet is
 * followed for as long only as its address is sure to be its own: what a program wrote, from
 * netif_receive_skb to the return of that function, and what is sent to it, from net_dev_queue to
 * the driver's answer. What is kept for later in between (in a socket, for a neighbour's answer,
 * for the rest of a fragment, by another link) counts as taken.
 */
struct packets;

/* For so many links and processors; NULL without memory. */
struct packets *packets_new(size_t links, size_t cpus) __attribute__((warn_unused_result));
void packets_free(struct packets *packets);

/*
 * Takes the next event; those of one processor have to come in their order. Returns 0, or -1
 * without memory.
 */
int packets_take(struct packets *packets, const struct trace_event *event)
	__attribute__((nonnull, warn_unused_result));

/* At the end: those that still wait in a queue were sent, too. */
void packets_end(struct packets *packets) __attribute__((nonnull));

/* What was counted since the last time; the caller clears it. */
struct packet_count packets_collect(struct packets *packets, size_t link,
				    enum traffic_direction direction) __attribute__((nonnull));

/* Adds the second to the first; -1 without memory. */
int packet_count_add(struct packet_count *count, const struct packet_count *more)
	__attribute__((nonnull, warn_unused_result));

/* How many were dropped, for whatever reason. */
uint64_t packet_count_dropped(const struct packet_count *count) __attribute__((nonnull));

void packet_count_clear(struct packet_count *count) __attribute__((nonnull));

#define auto_packet_count __attribute__((cleanup(packet_count_clear)))

#endif
