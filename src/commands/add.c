// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm add: create interfaces, each completely or not at all.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "commands/anyone.h"
#include "commands/settled.h"
#include "interface/create.h"
#include "interface/ensure.h"
#include "interface/settle.h"
#include "output/progress.h"
#include "property/properties.h"
#include "util/cleanup.h"
#include "util/signals.h"

/* One run: the result for each name, and the interfaces for which udevd is awaited. */
struct addition {
	struct invocation *invocation;
	struct report *report;
	struct settle settle;
	struct target *targets; /* as many as names */
	size_t reached;		/* how many were begun */
	size_t reported;	/* how many were reported */
	size_t added;
};

/* If the name differs from the operand, print it before the interface becomes permanent. */
static bool tell_added_name(void *data, const struct target *target, const char *name)
{
	struct addition *addition = data;

	if (!strchr(target->operand, '%'))
		note_renamed(addition->settle.engine, target->operand, name, addition->report);
	return report_name(addition->report, name);
}

static void begin_addition(struct addition *addition, struct target *target)
{
	auto_handle struct handle handle = HANDLE_NONE;
	struct request *request = &addition->invocation->request;
	struct settle *settle = &addition->settle;
	struct fault *fault;

	if (invocation_has(addition->invocation, OPTION_ENSURE)) {
		ensure_interface(settle, target->operand, request, NULL, false, target);
		return;
	}
	fault = create_begin(settle->engine, target->operand, request, &handle, NULL);
	if (!fault)
		fault = settle_take(settle, &handle, request, target);
	if (fault)
		target_fail(target, fault);
}

static bool is_added(const struct target *target)
{
	return target->action != ACTION_NONE && target->action != ACTION_FAILED;
}

/* How many are added, whether they were reported or not. */
static size_t count_added(const struct addition *addition)
{
	size_t added = addition->added;

	for (size_t i = addition->reported; i < addition->reached; i++)
		added += is_added(&addition->targets[i]);
	return added;
}

/* Reports in the order of the names, so those after one that waits for udevd also wait. */
static void report_begun(struct addition *addition)
{
	while (addition->reported < addition->reached) {
		struct target *target = &addition->targets[addition->reported++];

		addition->added += is_added(target);
		if (target->action == ACTION_NONE && !target->fault && signals_caught())
			report_unreached(addition->report, target->operand);
		else
			report_target(addition->report, target);
		target_clear(target);
	}
}

static void add_one(struct addition *addition, const char *name, size_t total)
{
	struct target *target = &addition->targets[addition->reached++];

	target->operand = name;
	begin_addition(addition, target);
	if (settle_is_full(&addition->settle))
		settle_all(&addition->settle, addition->added, total);
	/* After a signal report later: the rest fails with the message about the signal. */
	if (!addition->settle.count && !signals_caught())
		report_begun(addition);
}

/* Without a name, the kernel numbers the interface by its mode. */
static const char *default_name(const struct request *request)
{
	if (!request_has(request, PROPERTY_MODE))
		return NULL;
	return request_number(request, PROPERTY_MODE) == TUN_MODE_TUN ? "tun%d" : "tap%d";
}

/* The names to add: the operands, or without any the one that the kernel will number. */
static const char *const *names_of(const struct invocation *invocation, const char **numbered,
				   size_t *count)
{
	*numbered = default_name(&invocation->request);
	*count = invocation->operand_count;
	if (*count)
		return (const char *const *)invocation->operands;
	*count = *numbered ? 1 : 0;
	return numbered;
}

static struct fault *check_added_name(const struct invocation *invocation, const char *name)
{
	struct fault *fault = properties_check(&invocation->request, name);

	if (!fault && invocation_has(invocation, OPTION_ENSURE) && strchr(name, '%'))
		fault = fault_new(STATUS_USAGE, "--ensure needs a whole name, without %%d");
	return fault;
}

static struct fault *add_check(struct invocation *invocation, struct report *report)
{
	const char *numbered;
	size_t count;
	const char *const *names = names_of(invocation, &numbered, &count);
	auto_free struct fault **faults = NULL;

	if (count == 0) {
		struct fault *fault = fault_new(STATUS_USAGE, "neither a name nor a mode is given");

		fault = fault_hint(fault, "`tunadm add --mode tap` lets the kernel number it");
		return fault_wrap(fault, "add", NULL);
	}
	faults = calloc(count, sizeof(*faults));
	if (!faults)
		return fault_memory();
	for (size_t i = 0; i < count; i++) {
		struct fault *fault = check_added_name(invocation, names[i]);

		faults[i] = fault ? fault_wrap(fault, names[i], "cannot create") : NULL;
	}
	(void)report_refused(report, names, faults, count);
	return NULL;
}

static void add_run(struct invocation *invocation, struct report *report)
{
	struct progress progress;
	auto_engine struct engine engine = {
		.no_settle = invocation_has(invocation, OPTION_NO_SETTLE),
		.proceed = progress_proceed,
		.proceed_data = &progress,
	};
	struct addition addition = {
		.invocation = invocation,
		.report = report,
		.settle = {.engine = &engine, .name_found = tell_added_name, .data = &addition},
	};
	const char *numbered;
	size_t count;
	const char *const *names = names_of(invocation, &numbered, &count);
	auto_free struct target *targets = calloc(count + 1, sizeof(*targets));

	addition.targets = targets;
	if (!targets) {
		(void)report_fault(report, fault_memory());
		return;
	}
	addition.settle.keep_names = invocation_has(invocation, OPTION_ENSURE);
	progress_begin(&progress, report, "added", count);
	while (addition.reached < count && engine_proceed(&engine, addition.added, count))
		add_one(&addition, names[addition.reached], count);
	settle_all(&addition.settle, addition.added, count);
	progress_end(&progress, count_added(&addition), count);
	report_begun(&addition);
	note_stalled(addition.settle.stalled_at, addition.settle.stalled, report);
	note_anyone(NULL, request_has(&invocation->request, PROPERTY_ANYONE) ? addition.added : 0,
		    report);
	while (addition.reached < count)
		report_unreached(report, names[addition.reached++]);
	settle_clear(&addition.settle);
}

const struct command command_add = {
	.name = "add",
	.operands = "[NAME...]",
	.summary = "create interfaces that are owned and persist",
	.options = OPTION_BIT(OPTION_ENSURE) | OPTION_BIT(OPTION_NO_SETTLE) |
		   OPTION_BIT(OPTION_JSON),
	.properties = PROPERTIES_ALL,
	.max_operands = COMMAND_MANY,
	.name_operands = COMMAND_MANY,
	.names_are_new = true,
	.check = add_check,
	.run = add_run,
};
