/* SPDX-License-Identifier: GPL-2.0-or-later */
/* up --prune: delete what matches and has no entry. */
#ifndef TUNADM_COMMANDS_PRUNE_H
#define TUNADM_COMMANDS_PRUNE_H

#include "command.h"
#include "commands/table.h"
#include "kernel/engine.h"
#include "model/target.h"
#include "output/progress.h"

/*
 * Deletes the interfaces that match a pattern of --prune and have no entry, and reports each; with
 * --dry-run it only reports. `ensured` are the interfaces of the entries, which stay whatever their
 * names have become. `progress` is passed to the engine's proceed_fn. If the table is not complete,
 * nothing is deleted, and that is a fault.
 */
void prune(const struct invocation *invocation, struct engine *engine, const struct table *table,
	   const struct target_list *ensured, struct progress *progress, struct report *report)
	__attribute__((nonnull));

#endif
