/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A handle: one interface, identified by what it is and not by its name. */
#ifndef TUNADM_INTERFACE_HANDLE_H
#define TUNADM_INTERFACE_HANDLE_H

#include <errno.h>

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/request.h"

/*
 * A descriptor stays bound to its interface; after that is deleted, it only returns EBADFD. An
 * index is not reused while the interface exists. A name can pass to another interface at any time.
 * So everything is done through the descriptor or the index.
 */
struct handle {
	struct engine *engine; /* not owned */
	int fd;		       /* owned, attached; -1: only the index is known */
	struct device seen;    /* owned: its state at the last look; ifindex 0: not looked at yet */
};

#define HANDLE_NONE                                                                                \
	{                                                                                          \
		.fd = -1                                                                           \
	}

#define IDENTITY_MOVED_ERROR EXDEV

/* What has become of an interface that was seen before. */
enum identity {
	IDENTITY_SAME,
	IDENTITY_RENAMED,
	IDENTITY_GONE,
	IDENTITY_REPLACED, /* gone, and another one has its name or index */
	IDENTITY_MOVED,	   /* now in another network namespace */
};

/*
 * Finds out what has become of an interface, by its index and, unless fd is -1, by what fd is
 * attached to. If it is the same or renamed, *now is the interface, and the caller clears it;
 * otherwise *now is empty. A fault means that the look failed.
 */
struct fault *identity_look(struct engine *engine, const struct device *seen, int fd,
			    struct device *now, enum identity *identity)
	__attribute__((nonnull)) must_check;

/*
 * The same, but every other result than "the same" is a fault of status 3 that names it. `now` may
 * be NULL.
 */
struct fault *identity_check(struct engine *engine, const struct device *seen, int fd,
			     struct device *now) __attribute__((nonnull(1, 2))) must_check;

/* The same, but accepts an interface that was renamed. */
struct fault *identity_follow(struct engine *engine, const struct device *seen, int fd,
			      struct device *now) __attribute__((nonnull(1, 2))) must_check;

/*
 * Whether the interface at that index can be the one that was seen: mode and multi-queue never
 * change.
 */
bool identity_is_alike(const struct device *seen, const struct device *now)
	__attribute__((nonnull, pure));

/*
 * The fault, of status 3, for an interface that was renamed, is gone, was replaced or was moved.
 * For one that was moved, its error is IDENTITY_MOVED_ERROR.
 */
struct fault *identity_fault(enum identity identity, const struct device *now)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* Opens the device for an interface to be created; faults are those of tun_open(). */
struct fault *handle_open(struct engine *engine, struct handle *handle)
	__attribute__((nonnull)) must_check;

/*
 * Creates the interface (TUNSETIFF with IFF_TUN_EXCL), attached without a carrier. The name may
 * contain a %d. It is deleted with the descriptor, unless somebody makes it persistent;
 * handle_look() looks its index up when it is first needed. Returns tun_create()'s errno.
 */
int handle_create(struct handle *handle, const char *name, enum tun_mode mode,
		  const struct request *request) __attribute__((nonnull)) must_check;

/*
 * Looks at the interface: handle->seen is its current state and name. For a new interface, the
 * descriptor gives the name, the name an index, and the descriptor again confirms that the name did
 * not change in between. Status 3: it was deleted, or another one has its index.
 */
struct fault *handle_look(struct handle *handle) __attribute__((nonnull)) must_check;

/* Closes the descriptor: an interface that is not persistent is deleted. */
void handle_close(struct handle *handle) __attribute__((nonnull));

#define auto_handle __attribute__((cleanup(handle_close)))

#endif
