/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The common part of up and down: reading the table, choosing entries, reporting. */
#ifndef TUNADM_COMMANDS_TABLE_H
#define TUNADM_COMMANDS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "command.h"
#include "input/tuntab.h"
#include "model/target.h"

struct table {
	struct tuntab tuntab;
	struct tuntab_entry **chosen; /* in the order of the table, valid or not */
	size_t count;
	bool whole; /* everything could be read, and no name has two entries */
};

/*
 * Reads the table and chooses the entries that the operands select by name or pattern, or all
 * without operands. Reports a name without an entry (status 3) and a file that cannot be read.
 * Returns false, with the fault reported, if nothing can be done.
 */
bool table_read(const struct invocation *invocation, struct table *table, struct report *report)
	__attribute__((nonnull, warn_unused_result));

void table_clear(struct table *table) __attribute__((nonnull));

#define auto_table __attribute__((cleanup(table_clear)))

/* Adds a target that failed with the entry's fault, which the target owns afterwards. */
struct fault *table_add_bad(struct target_list *targets, struct tuntab_entry *entry)
	__attribute__((nonnull)) must_check;

/* Reports all results: as JSON, in a dry run on stdout, or like any other command. */
void table_report(const struct invocation *invocation, struct target_list *targets,
		  struct report *report) __attribute__((nonnull));

/* Prints one note, after a dry run of deleting, on why some interfaces may be in use (SIGHT_*). */
void table_report_doubt(unsigned int doubt, struct report *report) __attribute__((nonnull));

#endif
