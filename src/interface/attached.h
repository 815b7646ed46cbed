/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether somebody is attached to an interface, without attaching to it. */
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
 * What the kernel's description says. The carrier, queues, or not being persistent mean that
 * somebody is; without queues nobody is, of a multi-queue interface. Of a single-queue one that has
 * no carrier it is not known: a program may attach without raising it, and it can be switched off.
 */
enum attached attached_by_link(const struct device *device) __attribute__((nonnull, pure));

/* The same with what a pass over /proc found, which knows it unless it could not see everything. */
enum attached attached_by_holders(const struct device *device, const struct holder_list *holders)
	__attribute__((nonnull));

/* Whether somebody may be attached beside those, or instead of them, that the pass found. */
bool attached_may_hide(const struct device *device, const struct holder_list *holders)
	__attribute__((nonnull));

/* The fault of one of which it cannot be seen that it is idle, for such gaps (SIGHT_*). */
struct fault *attached_not_idle(unsigned int gaps) __attribute__((returns_nonnull)) must_check;

/* The same of one where nobody is seen; a program that left the carrier alone would not be. */
struct fault *attached_not_seen(unsigned int gaps) __attribute__((returns_nonnull)) must_check;

/*
 * The holders, by passes over /proc that are made sparingly: two in a second at most, and for no
 * more than a fiftieth of the time. Somebody who attaches and detaches in a loop must not keep
 * root reading /proc.
 */
struct sparing_holders {
	struct holder_list list;
	int64_t passes[2]; /* when the last two were begun */
	int64_t rest;	   /* no other before that moment */
};

/* From when on another pass may be made, on the clock of clock_now(). */
int64_t sparing_holders_due(const struct sparing_holders *holders) __attribute__((nonnull, pure));

/* Makes a pass now. One that fails leaves an empty list with gaps. */
void sparing_holders_look(struct sparing_holders *holders) __attribute__((nonnull));

#define auto_sparing_holders __attribute__((cleanup(sparing_holders_clear)))

void sparing_holders_clear(struct sparing_holders *holders) __attribute__((nonnull));

#endif
