/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Settling: interfaces that were made are completed when udevd is done with them, many together. */
#ifndef TUNADM_INTERFACE_SETTLE_H
#define TUNADM_INTERFACE_SETTLE_H

#include <stdbool.h>
#include <stddef.h>

#include "kernel/engine.h"
#include "interface/handle.h"
#include "model/fault.h"
#include "model/request.h"
#include "model/target.h"

/*
 * udevd sets an interface up some time after it was made: name, MAC address, MTU, and what else
 * a .link file says. So what is asked for is set after that, and the interface is made persistent
 * last; until then it goes with its descriptor. Where no udevd serves the network namespace,
 * nothing is waited for.
 */
struct unsettled {
	struct handle handle;
	struct request *request;
	struct target *target;
};

/* Ready for use with an engine and the rest zero; settle_clear() ends it. */
struct settle {
	struct engine *engine;

	/*
	 * Called before an interface becomes persistent, if its name is not the one that was asked
	 * for: udevd has renamed it, or the kernel has numbered it. False: delete it. May be NULL.
	 */
	bool (*name_found)(void *data, const struct target *target, const char *name);

	/* Adds to the fault of an interface that udevd was waited for. May be NULL. */
	struct fault *(*failed)(void *data, const struct target *target, struct fault *fault);
	void *data;

	/* The name that was asked for stays as an alternative name of what udevd has renamed. */
	bool keep_names;

	struct unsettled *items;
	size_t count;
	size_t completed; /* the first so many of them are completed */
	size_t capacity;
	size_t limit;		/* how many can wait at once, 0: not known yet */
	size_t stalled;		/* how many were completed although udevd was not done with them */
	const char *stalled_at; /* the operand of the first of these */
};

/*
 * Takes over what create_begin() made for the target, whose operand is the name that was asked for.
 * Without udevd, completes it and makes it persistent; the target then has ACTION_CREATED and the
 * interface's name. With udevd, settle_all() does so: request and target must stay where they are
 * until then. A fault leaves nothing behind.
 */
struct fault *settle_take(struct settle *settle, struct handle *handle, struct request *request,
			  struct target *target) __attribute__((nonnull)) must_check;

/* Whether there is no room for one more before settle_all(). */
bool settle_is_full(struct settle *settle) __attribute__((nonnull));

/* Whether it is one of those that wait. */
bool settle_has(const struct settle *settle, int ifindex) __attribute__((nonnull, pure));

/*
 * Waits until udevd is done with all of them, completes them and makes them persistent: each target
 * says what became of it. If udevd makes no progress for some seconds, those that are left are
 * completed without it, and count as stalled. The engine's proceed function is asked meanwhile,
 * with `done` plus those that udevd is done with, of `total`; if it says no, those that are not
 * complete are deleted, and their targets have no action.
 */
void settle_all(struct settle *settle, size_t done, size_t total) __attribute__((nonnull));

/*
 * Only waits, for a caller that completes the interfaces itself: until udevd is done with all that
 * create_begin() made, or makes no progress for some seconds, or the proceed function says no.
 */
enum udev_end settle_wait(struct engine *engine, size_t done, size_t total)
	__attribute__((nonnull));

/* Deletes what still waits. */
void settle_clear(struct settle *settle) __attribute__((nonnull));

#define auto_settle __attribute__((cleanup(settle_clear)))

#endif
