// SPDX-License-Identifier: GPL-2.0-or-later
// From the table's files to the entries of one run, and from results to their report.

#include "commands/table.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "interface/select.h"
#include "kernel/sight.h"
#include "util/cleanup.h"

/* Where a missing entry was looked for. */
static const char *place_of(const struct invocation *invocation, const struct tuntab *tuntab)
{
	if (invocation->file)
		return invocation->file;
	return tuntab->has_directory ? TUNTAB_PATH " and " TUNTAB_DIRECTORY : TUNTAB_PATH;
}

static bool is_entry_called(const struct tuntab_entry *entry, const char *name)
{
	return entry->name && strcmp(entry->name, name) == 0;
}

/* As with interfaces, an exact name wins over a pattern. */
static bool choose_name(const struct tuntab *tuntab, const char *name, bool literal, bool *chosen)
{
	bool any = false;

	for (size_t i = 0; i < tuntab->count; i++) {
		if (!is_entry_called(&tuntab->entries[i], name))
			continue;
		chosen[i] = true;
		any = true;
	}
	if (any || literal || !select_is_pattern(name))
		return any;
	for (size_t i = 0; i < tuntab->count; i++) {
		const struct tuntab_entry *entry = &tuntab->entries[i];

		if (!entry->name || fnmatch(name, entry->name, 0) != 0)
			continue;
		chosen[i] = true;
		any = true;
	}
	return any;
}

/* Marks the entries that the operands name, and as `missing` the operands that name none. */
static bool choose_names(const struct invocation *invocation, const struct tuntab *tuntab,
			 bool *chosen, bool *missing)
{
	bool literal = invocation_has(invocation, OPTION_ESCAPED);
	bool all = true;

	for (size_t i = 0; i < invocation->operand_count; i++) {
		missing[i] = !choose_name(tuntab, invocation->operands[i], literal, chosen);
		all &= !missing[i];
	}
	return all;
}

/*
 * A file that cannot be read is a failure for the whole table, and for names that may be in it. If
 * the names were found elsewhere, the only risk is a second entry, so it is a note.
 */
static void report_unread(struct tuntab *tuntab, bool failed, struct report *report)
{
	for (size_t i = 0; i < tuntab->unread_count; i++) {
		struct fault *fault = tuntab->unread[i];

		tuntab->unread[i] = NULL;
		if (failed) {
			(void)report_fault(report, fault);
		} else {
			auto_free char *text = fault_text(fault);

			report_note(report, "%s", text ? text : fault->why);
			fault_free(fault);
		}
	}
}

static void report_missing(const struct invocation *invocation, const struct tuntab *tuntab,
			   const bool *missing, struct report *report)
{
	for (size_t i = 0; i < invocation->operand_count; i++) {
		const char *name = invocation->operands[i];
		struct fault *fault;

		if (!missing[i])
			continue;
		/* The entry may be in a file that could not be read, which has been reported. */
		if (tuntab->unread_count) {
			report_unreached(report, name);
			continue;
		}
		fault = fault_new(STATUS_MISSING, "no such entry in %s",
				  place_of(invocation, tuntab));
		report_failed(report, name, fault_wrap(fault, name, NULL));
	}
}

static struct fault *choose(const struct invocation *invocation, struct table *table,
			    struct report *report)
{
	struct tuntab *tuntab = &table->tuntab;
	bool every = invocation->operand_count == 0;
	auto_free bool *chosen = calloc(tuntab->count + 1, sizeof(*chosen));
	auto_free bool *missing = calloc(invocation->operand_count + 1, sizeof(*missing));
	bool found;

	table->chosen = calloc(tuntab->count + 1, sizeof(*table->chosen));
	if (!chosen || !missing || !table->chosen)
		return fault_memory();
	found = choose_names(invocation, tuntab, chosen, missing);
	report_unread(tuntab, every || !found, report);
	report_missing(invocation, tuntab, missing, report);
	for (size_t i = 0; i < tuntab->count; i++)
		if ((chosen[i] || every) && !tuntab->entries[i].doubled)
			table->chosen[table->count++] = &tuntab->entries[i];
	return NULL;
}

bool table_read(const struct invocation *invocation, struct table *table, struct report *report)
{
	struct fault *fault = tuntab_read(invocation->file, &table->tuntab);

	table->whole = !fault && tuntab_is_whole(&table->tuntab);
	if (!fault)
		fault = choose(invocation, table, report);
	return !report_fault(report, fault);
}

void table_clear(struct table *table)
{
	tuntab_clear(&table->tuntab);
	free(table->chosen);
	*table = (struct table){0};
}

struct fault *table_add_bad(struct target_list *targets, struct tuntab_entry *entry)
{
	struct target *target = target_list_add(targets, entry->name);

	if (!target)
		return fault_memory();
	target_fail(target, entry->fault);
	entry->fault = NULL;
	return NULL;
}

void table_report(const struct invocation *invocation, struct target_list *targets,
		  struct report *report)
{
	bool rehearsed = invocation_has(invocation, OPTION_DRY_RUN);

	for (size_t i = 0; i < targets->count; i++) {
		if (rehearsed)
			report_rehearsed(report, &targets->items[i]);
		else
			report_target(report, &targets->items[i]);
	}
}

void table_report_doubt(unsigned int doubt, struct report *report)
{
	if (doubt)
		report_note(report,
			    "one that is in use is not deleted, and not all can be seen: "
			    "%s; %s",
			    sight_reason(doubt), sight_takes(doubt));
}
