/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Creating: everything is done while only our descriptor keeps the interface alive. */
#ifndef TUNADM_INTERFACE_CREATE_H
#define TUNADM_INTERFACE_CREATE_H

#include <net/if.h>

#include "interface/engine.h"
#include "model/fault.h"
#include "model/request.h"

/*
 * An interface that is there as asked but for its persistence: the kernel deletes it when fd
 * closes, be it by a fault, a signal or a kill.
 */
struct pending {
	int fd; /* owned; attached without a carrier */
	char name[IFNAMSIZ];
};

/*
 * Creates an interface that is not there yet. The name may hold a %d, which the kernel fills.
 * Without owner, group and anyone in the request it belongs to the effective user.
 * The request must have passed request_check(). Status 4: the name exists.
 */
struct fault *create_begin(struct engine *engine, const char *name, const struct request *request,
			   struct pending *pending) __attribute__((nonnull)) must_check;

/* Makes the interface persistent, and ours no longer. A fault leaves nothing behind. */
struct fault *create_commit(struct pending *pending) __attribute__((nonnull)) must_check;

/* Lets the kernel take the interface away again. */
void create_abandon(struct pending *pending) __attribute__((nonnull));

#endif
