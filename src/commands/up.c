// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm up: make what the table describes.

#include <stdlib.h>

#include "command.h"
#include "commands/prune.h"
#include "commands/stalled.h"
#include "commands/table.h"
#include "input/option-table.h"
#include "interface/ensure.h"
#include "interface/select.h"
#include "interface/settle.h"
#include "output/progress.h"
#include "util/signals.h"

static struct fault *dump(struct engine *engine, struct device_list *existing)
{
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = link_dump(links, false, existing);
	if (!fault)
		device_list_sort(existing);
	return fault;
}

static struct fault *ensure(struct settle *settle, struct tuntab_entry *entry,
			    const struct device_list *existing, bool dry_run,
			    struct target_list *targets)
{
	struct target *target;

	if (entry->fault)
		return table_add_bad(targets, entry);
	target = target_list_add(targets, entry->name);
	if (!target)
		return fault_memory();
	ensure_interface(settle, entry->name, &entry->request,
			 device_list_find(existing, entry->name), dry_run, target);
	if (target->fault)
		target->fault = tuntab_locate(entry, target->fault);
	return NULL;
}

/* What is told of interfaces that udevd is waited for. */
struct waited {
	const struct table *table;
	const struct target_list *targets;
	struct report *report;
};

static bool note_renamed(void *data, const struct target *target, const char *name)
{
	const struct waited *waited = data;

	report_note(waited->report, "%s: udevd has renamed it to %s", target->operand, name);
	return true;
}

static struct fault *locate(void *data, const struct target *target, struct fault *fault)
{
	const struct waited *waited = data;

	return tuntab_locate(waited->table->chosen[target - waited->targets->items], fault);
}

static size_t count_done(const struct target_list *targets)
{
	size_t done = 0;

	for (size_t i = 0; i < targets->count; i++)
		done += targets->items[i].action != ACTION_NONE && !targets->items[i].fault;
	return done;
}

/* An interface of which nothing is said is not told from one that has no entry. */
static struct fault *check(struct invocation *invocation, struct report *report)
{
	(void)report;
	if (!invocation_has(invocation, OPTION_PRUNE) || !invocation->operand_count)
		return NULL;
	return fault_wrap(fault_new(STATUS_USAGE, "it goes by the whole table, and cannot be given "
						  "together with names"),
			  option_name(OPTION_PRUNE), NULL);
}

static void run(struct invocation *invocation, struct report *report)
{
	struct target_list targets auto_target_list = {0};
	struct device_list existing auto_device_list = {0};
	struct table table auto_table = {0};
	struct progress progress;
	struct engine engine auto_engine = {
		.proceed = progress_proceed,
		.proceed_data = &progress,
	};
	struct waited waited = {.table = &table, .targets = &targets, .report = report};
	struct settle settle auto_settle = {
		.engine = &engine,
		.name_found = note_renamed,
		.failed = locate,
		.data = &waited,
	};
	struct fault *fault = NULL;
	size_t reached = 0;
	size_t done = 0;

	engine.no_settle = invocation_has(invocation, OPTION_NO_SETTLE);
	if (!table_read(invocation, &table, report))
		return;
	/* Without the dump each is looked up. */
	if (table.count >= SELECT_DUMP_FROM)
		fault_free(dump(&engine, &existing));
	if (!target_list_reserve(&targets, table.count))
		fault = fault_memory();
	progress_begin(&progress, report, "brought in line", table.count);
	for (; !fault && reached < table.count && engine_proceed(&engine, done, table.count);
	     reached++) {
		fault = ensure(&settle, table.chosen[reached], &existing,
			       invocation_has(invocation, OPTION_DRY_RUN), &targets);
		if (settle_is_full(&settle))
			settle_all(&settle, reached - settle.count, table.count);
		done = reached + 1 - settle.count;
	}
	settle_all(&settle, reached - settle.count, table.count);
	done = count_done(&targets);
	progress_end(&progress, done, table.count);
	note_stalled(settle.stalled_at, settle.stalled, report);
	for (; !fault && reached < table.count; reached++)
		if (!target_list_add(&targets, table.chosen[reached]->name))
			fault = fault_memory();
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
	.check = check,
	.run = run,
};
