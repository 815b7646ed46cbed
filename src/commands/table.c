// SPDX-License-Identifier: GPL-2.0-or-later
// From the table's file to the entries of one run, and from results to their report.

#include "commands/table.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "interface/select.h"
#include "util/cleanup.h"

static const char *path_of(const struct invocation *invocation)
{
	return invocation->file ? invocation->file : TUNTAB_PATH;
}

static bool is_called(const struct tuntab_entry *entry, const char *name)
{
	return entry->name && strcmp(entry->name, name) == 0;
}

/* As with interfaces, an exact name wins over a pattern. */
static bool choose_name(const struct tuntab *tuntab, const char *name, bool literal, bool *chosen)
{
	bool any = false;

	for (size_t i = 0; i < tuntab->count; i++) {
		if (!is_called(&tuntab->entries[i], name))
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

static struct fault *choose(const struct invocation *invocation, struct table *table,
			    struct report *report)
{
	struct tuntab *tuntab = &table->tuntab;
	bool literal = invocation_has(invocation, OPTION_ESCAPED);
	auto_free bool *chosen = calloc(tuntab->count + 1, sizeof(*chosen));

	table->chosen = calloc(tuntab->count + 1, sizeof(*table->chosen));
	if (!chosen || !table->chosen)
		return fault_memory();
	for (size_t i = 0; i < invocation->operand_count; i++) {
		const char *name = invocation->operands[i];
		struct fault *fault;

		if (choose_name(tuntab, name, literal, chosen))
			continue;
		fault = fault_new(STATUS_MISSING, "no such entry in %s", path_of(invocation));
		report_failed(report, name, fault_wrap(fault, name, NULL));
	}
	for (size_t i = 0; i < tuntab->count; i++)
		if (chosen[i] || invocation->operand_count == 0)
			table->chosen[table->count++] = &tuntab->entries[i];
	return NULL;
}

bool table_read(const struct invocation *invocation, struct table *table, struct report *report)
{
	struct fault *fault = tuntab_read(path_of(invocation), &table->tuntab);

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
