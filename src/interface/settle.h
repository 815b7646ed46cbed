/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Settling: new interfaces are completed when udevd is done with them, many together. */
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
 * udevd configures an interface some time after its creation: name, MAC address, MTU, and what else
 * a .link file says. So the request is applied after that, and the interface is made persistent
 * last; until then it is deleted with its descriptor. Where no udevd serves the network namespace,
 * there is no wait.
 */
struct unsettled {
	struct handle handle;
	struct request *request;
	struct target *target;
};

/* Initialize it with an engine and the rest zero; settle_clear() ends it. */
struct settle {
	struct engine *engine;

	/*
	 * Called before an interface becomes persistent, if its name is not the requested one:
	 * udevd has renamed it, or the kernel has numbered it. False: delete it. May be NULL.
	 */
	bool (*name_found)(void *data, const struct target *target, const char *name);

	/* Adds to the fault of an interface that waited for udevd. May be NULL. */
	struct fault *(*failed)(void *data, const struct target *target, struct fault *fault);

	/*
	 * Called with an interface that has the requested name as an alternative one only; a fault
	 * refuses to take it for that of the target. May be NULL.
	 */
	struct fault *(*found)(void *data, const struct target *target,
			       const struct device *device);
	void *data;

	/* Keeps the requested name as an alternative name of an interface that udevd renamed. */
	bool keep_names;

	struct unsettled *items;
	size_t count;
	size_t completed; /* how many of the first ones are completed */
	size_t capacity;
	size_t limit;		/* how many can wait at the same time, 0: not known yet */
	size_t stalled;		/* how many were completed although udevd was not done */
	const char *stalled_at; /* the operand of the first of these */
};

/*
 * Takes over what create_begin() created for the target, whose operand is the requested name.
 * Without udevd, completes the interface and makes it persistent; the target then has
 * ACTION_CREATED and its name. With udevd, settle_all() does so: request and target must stay where
 * they are until then. A fault leaves nothing behind.
 */
struct fault *settle_take(struct settle *settle, struct handle *handle, struct request *request,
			  struct target *target) __attribute__((nonnull)) must_check;

/* Whether there is no room for another one before settle_all(). */
bool settle_is_full(struct settle *settle) __attribute__((nonnull));

/* Whether the target is one of those that wait. */
bool settle_has(const struct settle *settle, int ifindex) __attribute__((nonnull, pure));

/*
 * Waits until udevd is done with all of them, completes them and makes them persistent; each target
 * has the result. If udevd makes no progress for some seconds, the rest is completed without it,
 * and counted in `stalled`. The engine's proceed function is called meanwhile with `done` plus the
 * number with which udevd is done, of `total`; if it returns false, the interfaces that are not
 * complete are deleted, and their targets have no action.
 */
void settle_all(struct settle *settle, size_t done, size_t total) __attribute__((nonnull));

/*
 * Only waits, for a caller that completes the interfaces itself: until udevd is done with all that
 * create_begin() created, makes no progress for some seconds, or the proceed function returns
 * false.
 */
enum udev_end settle_wait(struct engine *engine, size_t done, size_t total)
	__attribute__((nonnull));

/* Deletes the interfaces that still wait. */
void settle_clear(struct settle *settle) __attribute__((nonnull));

#define auto_settle __attribute__((cleanup(settle_clear)))

#endif
