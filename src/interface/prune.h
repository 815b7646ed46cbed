/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pruning: the interfaces that match a table's pattern and have no entry in the table. */
#ifndef TUNADM_INTERFACE_PRUNE_H
#define TUNADM_INTERFACE_PRUNE_H

#include <stddef.h>

#include "kernel/engine.h"
#include "model/fault.h"
#include "model/target.h"

/* Names in the order of strcmp(3). */
struct name_set {
	const char **names;
	size_t count;
};

void name_set_sort(struct name_set *set) __attribute__((nonnull));

/*
 * Appends a target for each persistent tun/tap interface whose name matches one of the patterns,
 * unless its name or an alternative name is among those to keep. The targets are for
 * delete_targets() with DELETE_PRUNE.
 */
struct fault *prune_select(struct engine *engine, char *const *patterns, size_t count,
			   const struct name_set *keep, struct target_list *targets)
	__attribute__((nonnull(1, 4, 5))) must_check;

#endif
