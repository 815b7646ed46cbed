/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A handle: one interface, known by what it is and not by its name. */
#ifndef TUNADM_INTERFACE_HANDLE_H
#define TUNADM_INTERFACE_HANDLE_H

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/request.h"

/*
 * A descriptor is bound to its interface until that is deleted (then all it answers is EBADFD), and
 * an index is not given twice while it is in use; a name can go to another interface at any time.
 * So what is done to an interface is done on the descriptor or to the index.
 */
struct handle {
	struct engine *engine; /* not owned */
	int fd;		       /* owned, attached; -1: none, and only the index is known */
	struct device seen;    /* owned: as it was when it was last looked at; ifindex 0: not yet */
};

#define HANDLE_NONE                                                                                \
	{                                                                                          \
		.fd = -1                                                                           \
	}

/* What has become of an interface that was seen before. */
enum identity {
	IDENTITY_SAME,
	IDENTITY_RENAMED,
	IDENTITY_GONE,
	IDENTITY_REPLACED, /* gone, and another one has its name by now, or its index */
};

/*
 * Looks at what has become of an interface, by its index and, unless fd is -1, by what fd is
 * attached to. *now is that interface, if it is the same or renamed, and the caller clears it; else
 * it is empty. A fault is one of looking.
 */
struct fault *identity_look(struct engine *engine, const struct device *seen, int fd,
			    struct device *now, enum identity *identity)
	__attribute__((nonnull)) must_check;

/*
 * The same, for whom every other answer than "the same" is a fault of status 3 that says which.
 * `now` may be NULL, if it does not matter how the interface is now.
 */
struct fault *identity_check(struct engine *engine, const struct device *seen, int fd,
			     struct device *now) __attribute__((nonnull(1, 2))) must_check;

/* The same for whom one that was renamed will do as well. */
struct fault *identity_follow(struct engine *engine, const struct device *seen, int fd,
			      struct device *now) __attribute__((nonnull(1, 2))) must_check;

/* The fault, of status 3, of an interface that was renamed, is gone or was replaced. */
struct fault *identity_fault(enum identity identity, const struct device *now)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* Opens the device for an interface that is to be created; faults are those of tun_open(). */
struct fault *handle_open(struct engine *engine, struct handle *handle)
	__attribute__((nonnull)) must_check;

/*
 * Creates it (TUNSETIFF with IFF_TUN_EXCL), attached without a carrier. The name may hold a %d. It
 * goes with the descriptor, as long as nobody makes it persistent; its index is looked up at the
 * first need, by handle_look(). Faults are those of tun_create().
 */
struct fault *handle_create(struct handle *handle, const char *name, enum tun_mode mode,
			    const struct request *request) __attribute__((nonnull)) must_check;

/*
 * Looks at the interface: handle->seen is as it is now, under the name that it has now. Of one that
 * was created the descriptor tells the name, the name an index, and the descriptor again that the
 * name was still its own in between. Status 3: it was deleted, or another one has its index.
 */
struct fault *handle_look(struct handle *handle) __attribute__((nonnull)) must_check;

/* Closes the descriptor: what is not persistent goes. */
void handle_close(struct handle *handle) __attribute__((nonnull));

#define auto_handle __attribute__((cleanup(handle_close)))

#endif
