// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm add: create interfaces, all of each or nothing.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "interface/create.h"
#include "interface/ensure.h"
#include "kernel/tun-probe.h"
#include "output/progress.h"
#include "property/property.h"
#include "util/cleanup.h"

/* Creates an interface and tells a name that the kernel chose. */
static struct fault *create(struct engine *engine, struct request *request, struct target *target,
			    struct report *report)
{
	struct handle handle auto_handle = HANDLE_NONE;
	struct fault *fault = create_begin(engine, target->operand, request, &handle);

	if (fault)
		return fault;
	if (strchr(target->operand, '%') && !report_name(report, handle.seen.name))
		return NULL;
	fault = create_commit(&handle);
	if (fault)
		return fault;
	(void)snprintf(target->device.name, sizeof(target->device.name), "%s", handle.seen.name);
	target->action = ACTION_CREATED;
	return NULL;
}

/* Returns whether it is there as asked. */
static bool add_one(struct engine *engine, const char *name, struct invocation *invocation,
		    struct report *report)
{
	struct target target = {.operand = name};
	struct request *request = &invocation->request;
	struct fault *fault;
	bool added;

	if (invocation_has(invocation, OPTION_ENSURE)) {
		ensure_interface(engine, name, request, NULL, false, &target);
	} else {
		fault = create(engine, request, &target, report);
		if (fault)
			target_fail(&target, fault);
	}
	added = target.action != ACTION_NONE && target.action != ACTION_FAILED;
	report_target(report, &target);
	device_clear(&target.device);
	return added;
}

/* Without a name the kernel numbers the interface, after its mode. */
static const char *default_name(const struct request *request)
{
	if (!request_has(request, PROPERTY_MODE))
		return NULL;
	return request_number(request, PROPERTY_MODE) == TUN_MODE_TUN ? "tun%d" : "tap%d";
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

static struct fault *check_name(const struct invocation *invocation, const char *name)
{
	struct fault *fault = properties_check(&invocation->request, name);

	if (!fault && invocation_has(invocation, OPTION_ENSURE) && strchr(name, '%'))
		fault = fault_new(STATUS_USAGE, "--ensure needs a whole name, without %%d");
	return fault;
}

static struct fault *check(struct invocation *invocation, struct report *report)
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
		struct fault *fault = check_name(invocation, names[i]);

		faults[i] = fault ? fault_wrap(fault, names[i], "cannot create") : NULL;
	}
	(void)report_refused(report, names, faults, count);
	return NULL;
}

/* Who asked for everybody to get in learns where that is not what the kernel does. */
static void note_anyone(const struct invocation *invocation, size_t added, struct report *report)
{
	if (added && request_has(&invocation->request, PROPERTY_ANYONE) &&
	    tun_ownerless() == TUN_OWNERLESS_CAPABLE)
		report_note(report, "--anyone: this kernel lets only CAP_NET_ADMIN attach to an "
				    "interface with neither owner nor group");
}

static void run(struct invocation *invocation, struct report *report)
{
	struct progress progress;
	struct engine engine auto_engine = {
		.proceed = progress_proceed,
		.proceed_data = &progress,
	};
	const char *numbered;
	size_t count;
	const char *const *names = names_of(invocation, &numbered, &count);
	size_t reached = 0;
	size_t added = 0;

	progress_begin(&progress, report, "added", count);
	for (; reached < count && engine_proceed(&engine, added, count); reached++)
		added += add_one(&engine, names[reached], invocation, report);
	progress_end(&progress, added, count);
	note_anyone(invocation, added, report);
	for (; reached < count; reached++)
		report_unreached(report, names[reached]);
}

const struct command command_add = {
	.name = "add",
	.operands = "[NAME...]",
	.summary = "create interfaces that are owned and persist",
	.options = OPTION_BIT(OPTION_ENSURE) | OPTION_BIT(OPTION_JSON),
	.properties = PROPERTIES_ALL,
	.max_operands = COMMAND_MANY,
	.name_operands = COMMAND_MANY,
	.names_are_new = true,
	.check = check,
	.run = run,
};
