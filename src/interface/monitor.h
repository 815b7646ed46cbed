/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Monitoring: reports what happens to interfaces, event by event. */
#ifndef TUNADM_INTERFACE_MONITOR_H
#define TUNADM_INTERFACE_MONITOR_H

#include <signal.h>
#include <stdbool.h>
#include <time.h>

#include "kernel/engine.h"
#include "model/event.h"

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

/*
 * Reports events until a signal, which signals_catch() has to be called for, or until standard
 * output has no reader. A renamed interface is reported if
 * either name is among those given. When events are lost (ENOBUFS), EVENT_LOST is followed by the
 * current state, as at the beginning.
 *
 * The kernel notifies about most changes. An attach without a notification is found as in
 * wait_targets(), except that by a program which never raises the carrier: that one is not seen
 * before something else happens to the interface, as /proc is read only then.
 */
struct fault *monitor_run(struct engine *engine, const struct monitor_request *request,
			  event_fn *take, void *data) __attribute__((nonnull(1, 2, 3))) must_check;

#endif
