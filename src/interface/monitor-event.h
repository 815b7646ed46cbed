/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The request to a monitor, and the events that it reports. */
#ifndef TUNADM_INTERFACE_MONITOR_EVENT_H
#define TUNADM_INTERFACE_MONITOR_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "kernel/holders.h"
#include "model/event.h"
#include "model/fault.h"

struct event {
	enum event_kind kind;
	struct timespec time;	      /* CLOCK_REALTIME, when it was reported or seen */
	int ifindex;		      /* these two are not set for EVENT_LOST */
	const char *ifname;	      /* its current name */
	const char *was;	      /* its name before it was renamed, or NULL */
	uint64_t changes;	      /* CHANGE_BIT()s */
	const struct holder *holders; /* who attached or detached, if known */
	size_t holder_count;
	bool initial; /* it was so before */
};

/* Receives an event, which is valid during the call. A fault ends the monitor. */
typedef struct fault *event_fn(const struct event *event, void *data);

struct monitor_request {
	const char *const *names; /* names or patterns; none: every tun/tap interface */
	size_t name_count;
	bool initial; /* begin with the existing interfaces */
	/* Called once with the reason, if processes may be hidden (SIGHT_*). */
	void (*blind)(unsigned int gaps, void *data);
};

#endif
