/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A batch of interfaces that nobody else can attach to, deleted in one go. */
#ifndef TUNADM_INTERFACE_DELETE_BATCH_H
#define TUNADM_INTERFACE_DELETE_BATCH_H

#include <stddef.h>

#include "kernel/engine.h"
#include "interface/reserve.h"
#include "model/target.h"

struct delete_item {
	struct target *target;
	struct reserve reserve; /* fd -1: in use by others, and to be deleted all the same */
	bool grouped;		/* its link group is the batch's */
};

struct delete_batch {
	struct delete_item *items;
	size_t count;
	size_t descriptors; /* how many all the reserves hold */
};

/*
 * Deletes each of the batch, sets the targets' action or fault, and leaves the batch empty. From
 * two on they are put into a link group that nothing else is in, which the kernel deletes at the
 * price of one; where that fails, the links get their old groups back.
 */
void delete_batch(struct engine *engine, struct delete_batch *batch) __attribute__((nonnull));

/* Lets go of all of them, undeleted. */
void delete_batch_release(struct delete_batch *batch) __attribute__((nonnull));

#endif
