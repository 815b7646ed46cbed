// SPDX-License-Identifier: GPL-2.0-or-later
// The part of `why --watch` that comes before the other findings.

#include "commands/why-watch.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/link.h"
#include "output/progress.h"
#include "util/cleanup.h"
#include "util/clock.h"
#include "util/signals.h"
#include "why/watch.h"

struct watching {
	struct progress progress;
	size_t passed; /* seconds */
	size_t total;
};

static void show_progress(void *data, int64_t passed)
{
	struct watching *watching = data;

	watching->passed = (size_t)(passed / CLOCK_SECOND);
	(void)progress_proceed(&watching->progress, watching->passed, watching->total);
}

static struct fault *why_again(struct engine *engine, struct target *target,
			       struct why_result *result)
{
	auto_device struct device now = {0};
	struct device before = target->device;
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = link_find_index(links, before.ifindex, &now);
	if (fault)
		return fault;
	if (!now.ifindex)
		return fault_new(STATUS_MISSING,
				 "it has been deleted meanwhile, or moved to another network "
				 "namespace");
	if (strcmp(now.name, before.name) != 0)
		why_note(result,
			 "%s: it was called %s when the watch began, and its packets were "
			 "followed under that name alone",
			 now.name, before.name);
	target->device = now;
	now = before;
	return NULL;
}

static void look_at_all_again(struct engine *engine, struct target_list *targets,
			      struct why_result *results)
{
	for (size_t i = 0; i < targets->count; i++) {
		struct target *target = &targets->items[i];
		struct fault *fault = target->fault ? NULL : why_again(engine, target, &results[i]);

		if (fault)
			target_fail(target, fault_wrap(fault, target->device.name, NULL));
	}
}

static struct fault *watch(struct watching *watching, struct engine *engine,
			   struct target_list *targets, struct why_result *results,
			   int64_t duration)
{
	auto_free const struct device **devices = calloc(targets->count, sizeof(*devices));
	auto_free struct why_result **wanted = calloc(targets->count, sizeof(*wanted));
	size_t count = 0;

	if (!devices || !wanted)
		return fault_memory();
	for (size_t i = 0; i < targets->count; i++) {
		if (targets->items[i].fault)
			continue;
		devices[count] = &targets->items[i].device;
		wanted[count++] = &results[i];
	}
	signals_catch();
	return watch_interfaces(engine, devices, wanted, count, duration, show_progress, watching);
}

struct fault *why_watch(struct report *report, struct engine *engine, struct target_list *targets,
			struct why_result *results, int64_t duration)
{
	struct watching watching = {
		.total = (size_t)((duration + CLOCK_SECOND - 1) / CLOCK_SECOND),
	};
	struct fault *fault;

	progress_begin_timed(&watching.progress, report, "seconds watched", watching.total);
	fault = watch(&watching, engine, targets, results, duration);
	progress_end(&watching.progress, watching.passed, watching.total);
	if (!fault)
		look_at_all_again(engine, targets, results);
	return fault ? fault_wrap(fault, "why", "cannot watch") : NULL;
}
