/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the kernel's tracepoints report about a packet. */
#ifndef TUNADM_KERNEL_TRACE_EVENT_H
#define TUNADM_KERNEL_TRACE_EVENT_H

#include <stdbool.h>
#include <stdint.h>

/* A link whose packets to follow. */
struct trace_link {
	const char *name;
	int ifindex;
};

enum trace_kind {
	TRACE_ARRIVED,	/* netif_receive_skb_entry: handed to the host */
	TRACE_RECEIVED, /* netif_receive_skb: the host processes it, on this processor */
	TRACE_RETURNED, /* netif_receive_skb_exit, napi_poll: this processor is done */
	TRACE_QUEUED,	/* net_dev_queue: a link is about to send it */
	TRACE_WAITING,	/* qdisc_enqueue: the queueing discipline keeps it */
	TRACE_RESUMED,	/* qdisc_dequeue: the queueing discipline gives it back */
	TRACE_STARTED,	/* net_dev_start_xmit: handed to the driver, whole or as a segment */
	TRACE_SENT,	/* net_dev_xmit: the driver has taken or dropped it */
	TRACE_DROPPED,	/* kfree_skb: dropped, for a reason */
	TRACE_LOST,	/* the kernel had no room for some events of this processor */
};

/* No watched link. */
#define TRACE_NO_LINK (-1)

struct trace_event {
	uint64_t time;	   /* nanoseconds of the monotonic clock */
	uint64_t skb;	   /* the packet's address; the kernel reuses it */
	uint64_t location; /* TRACE_DROPPED: where in the kernel */
	uint32_t cpu;
	int link;	   /* number of the watched link, or TRACE_NO_LINK */
	uint32_t reason;   /* TRACE_DROPPED: the kernel's number for it */
	uint16_t protocol; /* TRACE_DROPPED: an ethertype, in host byte order */
	enum trace_kind kind;
	bool busy; /* TRACE_SENT: the driver was busy, and the packet returns to its queue */
};

#endif
