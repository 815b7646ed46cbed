/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a program is attached to an interface, found out without attaching. */
#ifndef TUNADM_INTERFACE_ATTACHED_H
#define TUNADM_INTERFACE_ATTACHED_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/holders.h"
#include "model/device.h"

enum attached {
	ATTACHED_UNKNOWN,
	ATTACHED_NO,
	ATTACHED_YES,
};

/*
 * What the kernel's description says. A carrier, attached queues, or not being persistent mean that
 * a program is attached; a multi-queue interface without attached queues is idle. For a
 * single-queue interface without a carrier it is not known: a program can attach without raising
 * the carrier, and the carrier can be switched off.
 */
enum attached attached_by_link(const struct device *device) __attribute__((nonnull, pure));

/* The same with the result of a scan of /proc, which decides it unless processes may be hidden. */
enum attached attached_by_holders(const struct device *device, const struct holder_list *holders)
	__attribute__((nonnull));

/* Whether other processes than those found by the scan may be attached. */
bool attached_may_hide(const struct device *device, const struct holder_list *holders)
	__attribute__((nonnull));

/*
 * The fault of an interface of which it cannot be seen that it is idle, because of these gaps
 * (SIGHT_*).
 */
struct fault *attached_not_idle(unsigned int gaps) __attribute__((returns_nonnull)) must_check;

/* The same if no process was seen; one that did not raise the carrier would not be seen. */
struct fault *attached_not_seen(unsigned int gaps) __attribute__((returns_nonnull)) must_check;

/*
 * The holders, from rate-limited scans of /proc: at most two per second, and at most a fiftieth of
 * the time. A user who attaches and detaches in a loop must not keep root reading /proc.
 */
struct sparing_holders {
	struct holder_list list;
	int64_t passes[2]; /* when the last two scans began */
	int64_t rest;	   /* no other scan before this time */
};

/* The earliest time for another scan, on the clock of clock_now(). */
int64_t sparing_holders_due(const struct sparing_holders *holders) __attribute__((nonnull, pure));

/* Scans now. If that fails, the list is empty and has gaps. */
void sparing_holders_look(struct sparing_holders *holders) __attribute__((nonnull));

#define auto_sparing_holders __attribute__((cleanup(sparing_holders_clear)))

void sparing_holders_clear(struct sparing_holders *holders) __attribute__((nonnull));

#endif
