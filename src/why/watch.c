// SPDX-License-Identifier: GPL-2.0-or-later
// Watching packets by the kernel's trace, or by counters if there is none.

#include "why/watch.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/trace-packets.h"
#include "kernel/trace.h"
#include "util/cleanup.h"
#include "util/clock.h"
#include "util/signals.h"
#include "why/watched.h"

/* The kernel's buffers must not fill up meanwhile. */
#define STEP (20 * CLOCK_MILLISECOND)

/* So long may counters lag behind the trace at the end. */
#define LAST_STEPS 20

struct watch {
	struct engine *engine;
	struct watched *items; /* sorted by the interface's name */
	size_t count;
	struct trace_link *links; /* of the trace, in the same order */
	struct trace *trace;	  /* NULL: counters only */
	struct packets *packets;
	uint64_t losses; /* how often the kernel had no room for events */
};

static int take_event(const struct trace_event *event, void *data)
{
	struct watch *watch = data;

	watch->losses += event->kind == TRACE_LOST;
	return packets_take(watch->packets, event);
}

static void note_all(struct watch *watch, const char *text, const char *why)
{
	for (size_t i = 0; i < watch->count; i++)
		why_note(watch->items[i].result, "%s: %s: %s", watch->items[i].device->name, text,
			 why);
}

/* Goes on with the counters, and notes the fault, which it frees. */
static void give_up_trace(struct watch *watch, struct fault *fault)
{
	auto_free char *text = fault_text(fault);

	note_all(watch, "only counters are known, and no reasons", text ? text : fault->why);
	fault_free(fault);
	trace_close(watch->trace);
	watch->trace = NULL;
}

static struct fault *begin_trace(struct watch *watch)
{
	struct fault *fault = watch->links ? trace_open(watch->links, watch->count, &watch->trace)
					   : fault_memory();

	if (fault)
		return fault;
	watch->packets = packets_new(watch->count, trace_cpus(watch->trace));
	if (!watch->packets)
		return fault_memory();
	return trace_start(watch->trace);
}

static struct fault *read_trace(struct watch *watch)
{
	struct fault *fault = trace_read(watch->trace, take_event, watch);

	for (size_t i = 0; i < watch->count && !fault; i++)
		fault = watched_step(&watch->items[i], watch->engine, watch->packets, i);
	return fault;
}

/* Waits for the end, and reads the trace meanwhile. */
static struct fault *follow(struct watch *watch, int64_t duration, watch_progress_fn *on_passed,
			    void *data)
{
	int64_t begin = clock_now();
	int64_t now = begin;
	struct fault *fault = NULL;

	while (now < begin + duration && !signals_caught() && !fault) {
		struct timespec timeout;
		int64_t next = clock_earlier(now + STEP, begin + duration);

		(void)signals_poll(NULL, 0, clock_until(next, &timeout));
		now = clock_now();
		if (watch->trace)
			fault = read_trace(watch);
		if (fault && !fault_is_shortage(fault->error)) {
			give_up_trace(watch, fault);
			fault = NULL;
		}
		on_passed(data, clock_earlier(now - begin, duration));
	}
	return fault;
}

static bool all_agree(const struct watch *watch)
{
	for (size_t i = 0; i < watch->count; i++)
		if (!watched_agrees(&watch->items[i]))
			return false;
	return true;
}

/* The counters may lag behind the trace: this waits until they agree, for some steps at most. */
static struct fault *end_trace(struct watch *watch)
{
	static const struct timespec step = {.tv_nsec = STEP};
	struct fault *fault = trace_stop(watch->trace);
	int steps = 0;

	if (!fault)
		fault = trace_read(watch->trace, take_event, watch);
	packets_end(watch->packets);
	for (size_t i = 0; i < watch->count && !fault; i++)
		fault = watched_collect(&watch->items[i], watch->packets, i);
	do {
		(void)nanosleep(&step, NULL);
		if (!fault)
			fault = watched_read(watch->items, watch->count, watch->engine);
	} while (!fault && !all_agree(watch) && ++steps < LAST_STEPS);
	return fault;
}

static struct fault *fill_in(struct watch *watch)
{
	struct fault *fault = NULL;

	for (size_t i = 0; i < watch->count && !fault; i++) {
		struct watched *item = &watch->items[i];

		fault = watch->trace ? watched_end(item, watch->engine, watch->trace)
				     : watched_end_untraced(item, watch->engine);
		if (!fault && watch->losses)
			why_note(item->result,
				 "%s: there were more packets than could be followed: some were "
				 "not counted",
				 item->device->name);
	}
	return fault;
}

static int compare_items(const void *a, const void *b)
{
	return strcmp(((const struct watched *)a)->device->name,
		      ((const struct watched *)b)->device->name);
}

static struct fault *list(struct watch *watch, const struct device *const *devices,
			  struct why_result *const *results, size_t count)
{
	watch->items = calloc(count, sizeof(*watch->items));
	watch->links = calloc(count, sizeof(*watch->links));
	if (!watch->items || !watch->links)
		return fault_memory();
	watch->count = count;
	for (size_t i = 0; i < count; i++)
		watch->items[i] = (struct watched){.device = devices[i], .result = results[i]};
	qsort(watch->items, count, sizeof(*watch->items), compare_items);
	for (size_t i = 0; i < count; i++)
		watch->links[i] = (struct trace_link){
			.name = watch->items[i].device->name,
			.ifindex = watch->items[i].device->ifindex,
		};
	return NULL;
}

static struct fault *watch_all(struct watch *watch, int64_t duration, watch_progress_fn *on_passed,
			       void *data)
{
	struct fault *fault = watched_begin(watch->items, watch->count, watch->engine);

	if (fault)
		return fault;
	fault = begin_trace(watch);
	if (fault)
		give_up_trace(watch, fault);
	fault = follow(watch, duration, on_passed, data);
	if (fault)
		return fault;
	fault = watch->trace ? end_trace(watch) : NULL;
	if (fault)
		give_up_trace(watch, fault);
	return fill_in(watch);
}

struct fault *watch_interfaces(struct engine *engine, const struct device *const *devices,
			       struct why_result *const *results, size_t count, int64_t duration,
			       watch_progress_fn *on_passed, void *data)
{
	struct watch watch = {.engine = engine};
	struct fault *fault;

	if (!count)
		return NULL;
	fault = list(&watch, devices, results, count);
	if (!fault)
		fault = watch_all(&watch, duration, on_passed, data);
	trace_close(watch.trace);
	packets_free(watch.packets);
	for (size_t i = 0; i < watch.count; i++)
		watched_clear(&watch.items[i]);
	free(watch.items);
	free(watch.links);
	return fault;
}
