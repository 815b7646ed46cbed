/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A batch of interfaces to which nobody else can attach, deleted together. */
#ifndef TUNADM_INTERFACE_DELETE_BATCH_H
#define TUNADM_INTERFACE_DELETE_BATCH_H

#include <stddef.h>

#include "kernel/engine.h"
#include "interface/reserve.h"
#include "model/target.h"

struct delete_item {
	struct target *target;
	struct reserve reserve; /* fd -1: in use by others, and deleted nevertheless */
	bool grouped;		/* it is in the batch's link group */
};

struct delete_batch {
	struct delete_item *items;
	size_t count;
	size_t descriptors; /* how many all reserves hold */
};

/*
 * Deletes each interface of the batch, sets the targets' actions or faults, and leaves the batch
 * empty. Two or more are put into a link group of their own, which the kernel deletes at the cost
 * of one; if that fails, the links get their previous groups back.
 */
void delete_batch(struct engine *engine, struct delete_batch *batch) __attribute__((nonnull));

/* Releases all of them without deleting them. */
void delete_batch_release(struct delete_batch *batch) __attribute__((nonnull));

#endif
