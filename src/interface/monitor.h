/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Monitoring: what happens to interfaces, event by event. */
#ifndef TUNADM_INTERFACE_MONITOR_H
#define TUNADM_INTERFACE_MONITOR_H

#include <signal.h>
#include <stdbool.h>
#include <time.h>

#include "kernel/engine.h"
#include "model/event.h"

struct event {
	enum event_kind kind;
	struct timespec time;	      /* CLOCK_REALTIME, when it was told or seen */
	int ifindex;		      /* these two not of EVENT_LOST */
	const char *ifname;	      /* as it is called now */
	const char *was;	      /* as it was called before a change of name, or NULL */
	uint64_t changes;	      /* CHANGE_BIT()s */
	const struct holder *holders; /* who has attached, or has detached, if that could be told */
	size_t holder_count;
	bool initial; /* it was so before */
};

/* Takes an event, which lives as long as the call. A fault ends it all. */
typedef struct fault *event_fn(const struct event *event, void *data);

struct monitor_request {
	const char *const *names; /* names or patterns; none: every tun/tap interface */
	size_t name_count;
	bool initial; /* begin with what is there */
	/* Is told once why who is attached may not be seen (SIGHT_*), if that is so. */
	void (*blind)(unsigned int gaps, void *data);
};

/*
 * Tells what happens to the interfaces, until a signal that signals_catch_waiting() has noted,
 * whose mask `while_waiting` is, or until nobody reads standard output any more. Renamed, an
 * interface is told of if one of its two names is among those asked for. When events are lost
 * (ENOBUFS), EVENT_LOST says so, and what is there then follows as at the beginning.
 *
 * The kernel tells of most. An attaching that it does not tell of is found as wait_targets() does,
 * except for that by a program which never raises the carrier: it is seen no sooner than something
 * else happens to that interface, as /proc is read only where something has happened.
 */
struct fault *monitor_run(struct engine *engine, const struct monitor_request *request,
			  event_fn *take, void *data, const sigset_t *while_waiting)
	__attribute__((nonnull(1, 2, 3, 5))) must_check;

#endif
