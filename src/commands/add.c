// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm add: create interfaces, all of each or nothing.

#include <stdio.h>
#include <string.h>

#include "command.h"
#include "interface/create.h"
#include "interface/ensure.h"
#include "output/escape.h"
#include "output/progress.h"
#include "util/cleanup.h"

/*
 * A name that the kernel chose is told before the interface becomes permanent: nobody could find
 * one whose name got lost.
 */
static bool add_one(struct engine *engine, const char *name, const struct request *request,
		    struct report *report)
{
	struct pending pending;
	auto_free char *safe = NULL;

	if (report_fault(report, create_begin(engine, name, request, &pending)))
		return false;
	if (strchr(name, '%')) {
		safe = escape_for_stdout(pending.name);
		report_wipe(report);
		if (safe)
			printf("%s\n", safe);
		else
			(void)report_fault(report, fault_memory());
		if (!safe || report_flush(report)) {
			create_abandon(&pending);
			return false;
		}
	}
	if (report_fault(report, create_commit(&pending)))
		return false;
	report_done(report, "%s: created", pending.name);
	return true;
}

static bool ensure_one(struct engine *engine, const char *name, const struct request *request,
		       struct report *report)
{
	struct target target = {.operand = name};
	bool done;

	ensure_interface(engine, name, request, NULL, false, &target);
	done = !target.fault;
	report_target(report, &target);
	device_clear(&target.device);
	return done;
}

/* Without a name the kernel numbers the interface, after its mode. */
static const char *default_name(const struct request *request)
{
	if (!(request->given & REQUEST_MODE))
		return NULL;
	return request->mode == TUN_MODE_TUN ? "tun%d" : "tap%d";
}

/* The names to add: the operands or, without any, the one that the kernel shall number. */
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

static struct fault *check(struct invocation *invocation, struct report *report)
{
	const char *numbered;
	size_t count;
	const char *const *names = names_of(invocation, &numbered, &count);

	if (count == 0) {
		struct fault *fault = fault_new(STATUS_USAGE, "neither a name nor a mode is given");

		fault = fault_hint(fault, "`tunadm add --mode tap` lets the kernel number it");
		return fault_wrap(fault, "add", NULL);
	}
	for (size_t i = 0; i < count; i++) {
		struct fault *fault = request_check(&invocation->request, names[i]);

		if (!fault && invocation_has(invocation, OPTION_ENSURE) && strchr(names[i], '%'))
			fault = fault_new(STATUS_USAGE, "--ensure needs a whole name, without %%d");
		if (fault)
			(void)report_fault(report, fault_wrap(fault, names[i], "cannot create"));
	}
	return NULL;
}

static void run(struct invocation *invocation, struct report *report)
{
	const struct request *request = &invocation->request;
	struct progress progress;
	struct engine engine auto_engine = {
		.proceed = progress_proceed,
		.proceed_data = &progress,
	};
	const char *numbered;
	size_t count;
	const char *const *names = names_of(invocation, &numbered, &count);
	bool ensure = invocation_has(invocation, OPTION_ENSURE);
	size_t added = 0;

	progress_begin(&progress, report, "added", count);
	for (size_t i = 0; i < count && engine_proceed(&engine, added, count); i++)
		added += ensure ? ensure_one(&engine, names[i], request, report)
				: add_one(&engine, names[i], request, report);
	progress_end(&progress, added, count);
}

const struct command command_add = {
	.name = "add",
	.operands = "[NAME...]",
	.summary = "create interfaces that are owned and persist",
	.options = OPTIONS_SHARED | OPTION_BIT(OPTION_ENSURE),
	.max_operands = COMMAND_MANY,
	.name_operands = COMMAND_MANY,
	.names_are_new = true,
	.check = check,
	.run = run,
};
