/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the kernel's tracepoints tell of a packet, each in a few words. */
#ifndef TUNADM_KERNEL_TRACE_EVENT_H
#define TUNADM_KERNEL_TRACE_EVENT_H

#include <stdbool.h>
#include <stdint.h>

enum trace_kind {
	TRACE_ARRIVED,	/* netif_receive_skb_entry: handed to the host */
	TRACE_RECEIVED, /* netif_receive_skb: the host takes it, on this processor from now on */
	TRACE_RETURNED, /* netif_receive_skb_exit, napi_poll: this processor has done what it could
			   with all that it received */
	TRACE_QUEUED,	/* net_dev_queue: on its way out by a link */
	TRACE_WAITING,	/* qdisc_enqueue: a queueing discipline has put it by */
	TRACE_RESUMED,	/* qdisc_dequeue: and taken it out again */
	TRACE_STARTED,	/* net_dev_start_xmit: handed to the driver, whole or in segments */
	TRACE_SENT,	/* net_dev_xmit: the driver has taken it, or has had it dropped */
	TRACE_DROPPED,	/* kfree_skb: dropped, for a reason */
	TRACE_LOST,	/* the kernel had no room for some events of this processor */
};

/* Of no link that is watched. */
#define TRACE_NO_LINK (-1)

struct trace_event {
	uint64_t time;	   /* nanoseconds of the monotonic clock */
	uint64_t skb;	   /* the packet's address, which another one gets once it is freed */
	uint64_t location; /* TRACE_DROPPED: where in the kernel */
	uint32_t cpu;
	int link;	   /* which of those that are watched, TRACE_NO_LINK without a name */
	uint32_t reason;   /* TRACE_DROPPED: the kernel's number for it */
	uint16_t protocol; /* TRACE_DROPPED: an ethertype, in host byte order */
	enum trace_kind kind;
	bool busy; /* TRACE_SENT: the driver has not taken it, and it goes back */
};

#endif
