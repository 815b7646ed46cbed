/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What up and down have in common: the table, the entries that are meant, and the report. */
#ifndef TUNADM_COMMANDS_TABLE_H
#define TUNADM_COMMANDS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "command.h"
#include "input/tuntab.h"
#include "model/target.h"

struct table {
	struct tuntab tuntab;
	struct tuntab_entry *
		*chosen; /* in the order of the table, those without fault and others */
	size_t count;
	bool whole; /* all of it could be read, and no name has two entries */
};

/*
 * Reads the table and chooses the entries that the operands name, by name or pattern, or all
 * without operands; a name that no entry has is reported (status 3), and so is a file that cannot
 * be read. Returns false, with the fault reported, where nothing can be done.
 */
bool table_read(const struct invocation *invocation, struct table *table, struct report *report)
	__attribute__((nonnull, warn_unused_result));

void table_clear(struct table *table) __attribute__((nonnull));

#define auto_table __attribute__((cleanup(table_clear)))

/* Adds a target that failed with the entry's fault, which is the target's from then on. */
struct fault *table_add_bad(struct target_list *targets, struct tuntab_entry *entry)
	__attribute__((nonnull)) must_check;

/* Tells what became of all: in JSON, in a dry run on stdout, or as any other command does. */
void table_report(const struct invocation *invocation, struct target_list *targets,
		  struct report *report) __attribute__((nonnull));

/*
 * Says once, after a rehearsal of deleting, why some that would be deleted may be in use (SIGHT_*).
 */
void table_report_doubt(unsigned int doubt, struct report *report) __attribute__((nonnull));

#endif
