/* SPDX-License-Identifier: GPL-2.0-or-later */
/* up --prune: what matches and has no entry goes. */
#ifndef TUNADM_COMMANDS_PRUNE_H
#define TUNADM_COMMANDS_PRUNE_H

#include "command.h"
#include "commands/table.h"
#include "kernel/engine.h"
#include "model/target.h"
#include "output/progress.h"

/*
 * Deletes what the patterns of --prune match and no entry is called, and reports each; with
 * --dry-run it only says so. `ensured` is what the entries came to, which stays whatever its name
 * has become. `progress` is what the engine's proceed_fn has. Where the table is not whole nothing
 * is deleted, and that is a fault.
 */
void prune(const struct invocation *invocation, struct engine *engine, const struct table *table,
	   const struct target_list *ensured, struct progress *progress, struct report *report)
	__attribute__((nonnull));

#endif
