// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm up: create what the table describes.

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "commands/anyone.h"
#include "commands/prune.h"
#include "commands/settled.h"
#include "commands/table.h"
#include "input/option-table.h"
#include "interface/ensure.h"
#include "interface/select.h"
#include "interface/settle.h"
#include "kernel/link-attribute.h"
#include "kernel/link.h"
#include "output/progress.h"
#include "property/properties.h"
#include "util/signals.h"

static struct fault *dump_existing(struct engine *engine, struct device_list *existing)
{
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = link_dump(links, false, existing);
	if (!fault)
		device_list_sort(existing);
	return fault;
}

/* The interfaces on which there will be notes about udevd. */
struct waited {
	const struct engine *engine;
	const struct table *table;
	const struct target_list *targets;
	struct report *report;
};

static bool tell_entry_name(void *data, const struct target *target, const char *name)
{
	const struct waited *waited = data;

	note_renamed(waited->engine, target->operand, name, waited->report);
	return true;
}

static struct fault *locate(void *data, const struct target *target, struct fault *fault)
{
	const struct waited *waited = data;

	return tuntab_locate(waited->table->chosen[target - waited->targets->items], fault);
}

/* The entry that describes the interface too, by its own name or an alternative one; or NULL. */
static const struct tuntab_entry *find_other_entry(const struct tuntab_names *names,
						   const struct tuntab_entry *entry,
						   const struct device *device)
{
	const struct tuntab_entry *rival = tuntab_names_find(names, device->name);

	for (const char *alt = NULL; !rival && (alt = link_altname(device, alt));) {
		rival = tuntab_names_find(names, alt);
		if (rival == entry)
			rival = NULL;
	}
	return rival;
}

/* One interface cannot be as two entries describe it. */
static struct fault *refuse_shared(void *data, const struct target *target,
				   const struct device *device)
{
	const struct waited *waited = data;
	const struct table *table = waited->table;
	const struct tuntab_entry *entry = table->chosen[target - waited->targets->items];
	const struct tuntab_entry *rival = find_other_entry(&table->tuntab.names, entry, device);

	if (!rival)
		return NULL;
	return fault_hint(fault_new(STATUS_CONFLICT,
				    "it is an alternative name of '%s', which %s:%u describes as "
				    "'%s'",
				    device->name, rival->path, rival->line, rival->name),
			  "remove one of the two entries");
}

static size_t count_done(const struct target_list *targets)
{
	size_t done = 0;

	for (size_t i = 0; i < targets->count; i++)
		done += targets->items[i].action != ACTION_NONE && !targets->items[i].fault;
	return done;
}

/* One run over the table. */
struct run {
	struct engine *engine;
	struct settle *settle;
	const struct table *table;
	struct target_list *targets; /* one for each entry, in the same order */
	const struct device_list *existing;
	bool dry_run;
	size_t reached;
};

/*
 * Adds a target for each entry; pointers to them stay valid. An invalid entry's target has failed.
 */
static struct fault *begin_entries(struct run *run)
{
	struct fault *fault = NULL;

	if (!target_list_reserve(run->targets, run->table->count))
		return fault_memory();
	for (size_t i = 0; i < run->table->count && !fault; i++) {
		struct tuntab_entry *entry = run->table->chosen[i];

		if (entry->fault)
			fault = table_add_bad(run->targets, entry);
		else if (!target_list_add(run->targets, entry->name))
			fault = fault_memory();
	}
	return fault;
}

/*
 * The name service may not know the account yet, or may not answer: LDAP may need the network,
 * which waits for this program.
 */
static struct fault *explain_account(struct fault *fault, const struct request *request)
{
	for (int id = 0; id < PROPERTY_COUNT; id++)
		if (properties[id]->account && request->values[id].name && fault->object &&
		    strcmp(fault->object, properties[id]->option) == 0)
			return fault_hint(fault,
					  "once the name service knows it, `tunadm up` makes "
					  "what is missing");
	return fault;
}

static void ensure(struct run *run, size_t i)
{
	struct tuntab_entry *entry = run->table->chosen[i];
	struct target *target = &run->targets->items[i];

	ensure_interface(run->settle, entry->name, &entry->request,
			 device_list_find(run->existing, entry->name), run->dry_run, target);
	if (target->fault)
		target->fault =
			tuntab_locate(entry, explain_account(target->fault, &entry->request));
}

/* How many are finished, not counting those that wait for udevd. */
static size_t done_of(const struct run *run)
{
	return run->reached - run->settle->count;
}

/* Returns false if interrupted. */
static bool ensure_some(struct run *run, enum property_haste haste)
{
	for (size_t i = 0; i < run->table->count; i++) {
		struct tuntab_entry *entry = run->table->chosen[i];

		if (run->targets->items[i].fault || run->targets->items[i].action != ACTION_NONE ||
		    properties_haste(&entry->request) != haste)
			continue;
		if (!engine_proceed(run->engine, done_of(run), run->table->count))
			return false;
		ensure(run, i);
		run->reached++;
		if (settle_is_full(run->settle))
			settle_all(run->settle, done_of(run), run->table->count);
	}
	return true;
}

static bool has_some(const struct run *run, enum property_haste haste)
{
	for (size_t i = 0; i < run->table->count; i++)
		if (!run->targets->items[i].fault &&
		    properties_haste(&run->table->chosen[i]->request) == haste)
			return true;
	return false;
}

/*
 * Entries that need no name service come first, so that they are complete before a call that may
 * hang.
 */
static void ensure_all(struct run *run)
{
	bool going = ensure_some(run, PROPERTY_AT_ONCE) && ensure_some(run, PROPERTY_SOON);

	if (going && has_some(run, PROPERTY_LATER)) {
		settle_all(run->settle, done_of(run), run->table->count);
		(void)ensure_some(run, PROPERTY_LATER);
	}
	settle_all(run->settle, done_of(run), run->table->count);
}

/* Only for interfaces that this run created: the next up does not repeat the note. */
static void note_open(const struct run *run, struct report *report)
{
	const char *first = NULL;
	size_t count = 0;

	for (size_t i = 0; i < run->targets->count; i++) {
		if (run->targets->items[i].action != ACTION_CREATED ||
		    !request_has(&run->table->chosen[i]->request, PROPERTY_ANYONE))
			continue;
		if (!count++)
			first = run->table->chosen[i]->name;
	}
	note_anyone(first, count, report);
}

/* An interface that is not named must not be mistaken for one without an entry. */
static struct fault *up_check(struct invocation *invocation, struct report *report)
{
	(void)report;
	if (!invocation_has(invocation, OPTION_PRUNE) || !invocation->operand_count)
		return NULL;
	return fault_wrap(fault_new(STATUS_USAGE, "it goes by the whole table, and cannot be given "
						  "together with names"),
			  option_name(OPTION_PRUNE), NULL);
}

static void up_run(struct invocation *invocation, struct report *report)
{
	auto_target_list struct target_list targets = {0};
	auto_device_list struct device_list existing = {0};
	auto_table struct table table = {.tuntab.asks = true};
	struct progress progress;
	auto_engine struct engine engine = {
		.proceed = progress_proceed,
		.proceed_data = &progress,
	};
	struct waited waited = {
		.engine = &engine,
		.table = &table,
		.targets = &targets,
		.report = report,
	};
	auto_settle struct settle settle = {
		.engine = &engine,
		.name_found = tell_entry_name,
		.failed = locate,
		.found = refuse_shared,
		.keep_names = true,
		.data = &waited,
	};
	struct run run = {
		.engine = &engine,
		.settle = &settle,
		.table = &table,
		.targets = &targets,
		.existing = &existing,
		.dry_run = invocation_has(invocation, OPTION_DRY_RUN),
	};
	struct fault *fault;

	engine.no_settle = invocation_has(invocation, OPTION_NO_SETTLE);
	if (!table_read(invocation, &table, report))
		return;
	/* Without the dump, each entry is looked up individually. */
	if (table.count >= SELECT_DUMP_FROM)
		fault_free(dump_existing(&engine, &existing));
	progress_begin(&progress, report, "brought in line", table.count);
	progress_extend_limit(&progress);
	fault = begin_entries(&run);
	if (!fault)
		ensure_all(&run);
	progress_end(&progress, count_done(&targets), table.count);
	note_stalled(settle.stalled_at, settle.stalled, report);
	note_open(&run, report);
	table_report(invocation, &targets, report);
	if (!report_fault(report, fault) && invocation_has(invocation, OPTION_PRUNE) &&
	    !signals_caught())
		prune(invocation, &engine, &table, &targets, &progress, report);
}

const struct command command_up = {
	.name = "up",
	.operands = "[NAME...]",
	.summary = "make what /etc/tuntab describes",
	.options = OPTION_BIT(OPTION_FILE) | OPTION_BIT(OPTION_DRY_RUN) | OPTION_BIT(OPTION_PRUNE) |
		   OPTION_BIT(OPTION_ESCAPED) | OPTION_BIT(OPTION_NO_SETTLE) |
		   OPTION_BIT(OPTION_JSON),
	.max_operands = COMMAND_MANY,
	.name_operands = COMMAND_MANY,
	.check = up_check,
	.run = up_run,
};
