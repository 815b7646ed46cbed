/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Monitoring: reports what happens to interfaces, event by event. */
#ifndef TUNADM_INTERFACE_MONITOR_H
#define TUNADM_INTERFACE_MONITOR_H

#include <signal.h>

#include "interface/monitor-event.h"
#include "kernel/engine.h"
#include "model/fault.h"

/*
 * Reports events until a signal (call signals_catch() first) or until standard output has no
 * reader. A renamed interface is reported if either name is among those given. When events are lost
 * (ENOBUFS), EVENT_LOST is followed by the current state, as at the beginning.
 *
 * The kernel notifies about most changes. An attach without a notification is found as in
 * wait_targets(), except that by a program which never raises the carrier: that one is not seen
 * before something else happens to the interface, as /proc is read only then.
 */
struct fault *monitor_run(struct engine *engine, const struct monitor_request *request,
			  event_fn *take, void *data) __attribute__((nonnull(1, 2, 3))) must_check;

#endif
