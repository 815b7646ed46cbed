// SPDX-License-Identifier: GPL-2.0-or-later
// Reading the kernel's trace of packets, in the order of time.

#include "kernel/trace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/trace-instance.h"
#include "kernel/trace-library.h"
#include "kernel/trace-points.h"
#include "util/array.h"
#include "util/cleanup.h"
#include "util/clock.h"

/* The pages of a processor's buffer, as the kernel makes it for an instance: 1,408 KiB. */
#define PAGES_MAX 352

/* The kernel takes the time of an event first and stores it then: at most so much later. */
#define WRITING CLOCK_MILLISECOND

/* An event, numbered so that sorting keeps the order of those with the same time. */
struct read_event {
	struct trace_event event;
	uint64_t number;
};

struct trace {
	const struct trace_library *api;
	struct trace_instance instance;
	struct tracefs_instance *handle;
	struct tep_handle *tep;
	struct kbuffer *kbuffer;
	struct trace_point points[TRACE_POINTS];
	const struct trace_link *links;
	size_t link_count;
	struct tracefs_cpu **cpus; /* NULL: there is no such processor */
	size_t cpu_count;
	void *page;
	size_t page_size;
	bool stopped;
	struct read_event *events; /* read, and not handed over yet */
	size_t count;
	size_t capacity;
	uint64_t number;
};

static struct fault *set_file(struct trace *trace, const char *file, const char *text)
{
	if (trace->api->tracefs_instance_file_write(trace->handle, file, text) < 0)
		return fault_wrap(fault_errno(errno), file, "cannot set");
	return NULL;
}

/* Reads the layout of a buffer's pages. */
static struct fault *load_header(struct trace *trace)
{
	int size = 0;
	auto_free char *header = trace->api->tracefs_instance_file_read(
		trace->handle, "../../events/header_page", &size);

	trace->tep = trace->api->tep_alloc();
	if (!trace->tep)
		return fault_memory();
	if (!header || size <= 0 ||
	    trace->api->tep_parse_header_page(trace->tep, header, (unsigned long)size,
					      sizeof(long)) < 0)
		return fault_new(STATUS_FAILED, "this kernel's trace cannot be read");
	trace->kbuffer = trace->api->kbuffer_alloc(
		trace->api->tep_get_header_page_size(trace->tep) == 4 ? KBUFFER_LSIZE_4
								      : KBUFFER_LSIZE_8,
		__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? KBUFFER_ENDIAN_LITTLE
							  : KBUFFER_ENDIAN_BIG);
	return trace->kbuffer ? NULL : fault_memory();
}

static struct fault *open_buffers(struct trace *trace)
{
	struct fault *fault = trace_instance_cpus(&trace->instance, &trace->cpu_count);

	if (fault)
		return fault;
	trace->cpus = calloc(trace->cpu_count, sizeof(*trace->cpus));
	if (!trace->cpus)
		return fault_memory();
	for (size_t i = 0; i < trace->cpu_count; i++) {
		int size;

		trace->cpus[i] = trace->api->tracefs_cpu_open(trace->handle, (int)i, true);
		if (!trace->cpus[i] && errno == ENOENT)
			continue;
		if (!trace->cpus[i])
			return fault_wrap(fault_errno(errno), "trace_pipe_raw", "cannot open");
		size = trace->api->tracefs_cpu_read_size(trace->cpus[i]);
		if (size > 0 && (size_t)size > trace->page_size)
			trace->page_size = (size_t)size;
	}
	if (!trace->page_size)
		return fault_new(STATUS_FAILED, "this kernel's trace has no buffers");
	trace->page = malloc(trace->page_size);
	return trace->page ? NULL : fault_memory();
}

/* Of the clocks, mono is the same on all processors, and this program can read it, too. */
static struct fault *prepare(struct trace *trace)
{
	char path[sizeof("/proc/self/fd/") + 11];
	struct fault *fault = trace_library_load(&trace->api);

	if (fault)
		return fault;
	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", trace->instance.root);
	trace->api->tracefs_set_loglevel(TEP_LOG_NONE);
	if (trace->api->tracefs_set_tracing_dir(path) < 0)
		return fault_memory();
	trace->handle = trace->api->tracefs_instance_alloc(path, trace->instance.name);
	if (!trace->handle)
		return fault_new(STATUS_FAILED, "/proc is not mounted");
	fault = load_header(trace);
	if (!fault)
		fault = trace_points_load(trace->api, trace->tep, trace->points);
	if (!fault)
		fault = set_file(trace, "tracing_on", "0");
	if (!fault)
		fault = set_file(trace, "trace_clock", "mono");
	if (!fault)
		fault = open_buffers(trace);
	if (!fault)
		fault = trace_points_enable(trace->api, trace->handle, trace->points, trace->links,
					    trace->link_count);
	return fault;
}

struct fault *trace_open(const struct trace_link *links, size_t count, struct trace **result)
{
	struct trace *trace = calloc(1, sizeof(*trace));
	struct fault *fault;

	*result = NULL;
	if (!trace)
		return fault_memory();
	trace->links = links;
	trace->link_count = count;
	fault = trace_instance_make(&trace->instance);
	if (!fault)
		fault = prepare(trace);
	if (fault)
		trace_close(trace);
	else
		*result = trace;
	return fault;
}

void trace_close(struct trace *trace)
{
	if (!trace)
		return;
	for (size_t i = 0; trace->cpus && i < trace->cpu_count; i++)
		if (trace->cpus[i])
			trace->api->tracefs_cpu_close(trace->cpus[i]);
	free(trace->cpus);
	if (trace->kbuffer)
		trace->api->kbuffer_free(trace->kbuffer);
	if (trace->tep)
		trace->api->tep_free(trace->tep);
	if (trace->handle)
		trace->api->tracefs_instance_free(trace->handle);
	trace_instance_remove(&trace->instance);
	free(trace->page);
	free(trace->events);
	free(trace);
}

struct fault *trace_start(struct trace *trace)
{
	return set_file(trace, "tracing_on", "1");
}

struct fault *trace_stop(struct trace *trace)
{
	struct fault *fault = set_file(trace, "tracing_on", "0");

	trace->stopped = !fault;
	return fault;
}

size_t trace_cpus(const struct trace *trace)
{
	return trace->cpu_count;
}

const char *trace_reason(const struct trace *trace, uint32_t reason)
{
	return trace_points_reason(trace->points, reason);
}

static int keep_event(struct trace *trace, const struct trace_event *event)
{
	struct read_event *events =
		array_grow(trace->events, trace->count, &trace->capacity, sizeof(*events));

	if (!events)
		return -1;
	trace->events = events;
	events[trace->count++] = (struct read_event){*event, trace->number++};
	return 0;
}

/* Events for which there was no room are missing before the page that says so. */
static int take_page(struct trace *trace, uint32_t cpu)
{
	const struct trace_library *api = trace->api;
	unsigned long long time = 0;
	const void *record;

	if (api->kbuffer_load_subbuffer(trace->kbuffer, trace->page) < 0)
		return 0;
	record = api->kbuffer_read_event(trace->kbuffer, &time);
	if (api->kbuffer_missed_events(trace->kbuffer)) {
		const struct trace_event lost = {.kind = TRACE_LOST, .time = time, .cpu = cpu};

		if (keep_event(trace, &lost) < 0)
			return -1;
	}
	while (record) {
		struct trace_event event;
		int size = api->kbuffer_event_size(trace->kbuffer);

		if (size > 0 && trace_points_take(api, trace->points, record, (size_t)size,
						  trace->links, trace->link_count, &event)) {
			event.time = time;
			event.cpu = cpu;
			if (keep_event(trace, &event) < 0)
				return -1;
		}
		record = api->kbuffer_next_event(trace->kbuffer, &time);
	}
	return 0;
}

/* Reads one full buffer at most: it may fill as fast as it is read. */
static struct fault *read_buffer(struct trace *trace, uint32_t cpu)
{
	for (int i = 0; i < PAGES_MAX; i++) {
		int size = trace->api->tracefs_cpu_read(trace->cpus[cpu], trace->page, true);

		if (size < 0)
			return fault_wrap(fault_errno(errno), "trace_pipe_raw", "cannot read");
		if (size == 0)
			return NULL;
		if (take_page(trace, cpu) < 0)
			return fault_memory();
	}
	return NULL;
}

static struct fault *read_buffers(struct trace *trace)
{
	struct fault *fault = NULL;

	for (uint32_t i = 0; i < trace->cpu_count && !fault; i++)
		if (trace->cpus[i])
			fault = read_buffer(trace, i);
	return fault;
}

static int compare_events(const void *a, const void *b)
{
	const struct read_event *left = a;
	const struct read_event *right = b;

	if (left->event.time != right->event.time)
		return left->event.time < right->event.time ? -1 : 1;
	return (left->number > right->number) - (left->number < right->number);
}

/*
 * While the last buffer is read, the first may get events that are earlier than what was read. So
 * hand over only events from before this call; the later ones wait for the next.
 */
struct fault *trace_read(struct trace *trace, trace_fn *fn, void *data)
{
	uint64_t until = trace->stopped ? UINT64_MAX : (uint64_t)(clock_now() - WRITING);
	struct fault *fault = read_buffers(trace);
	size_t done = 0;

	if (fault || !trace->count)
		return fault;
	qsort(trace->events, trace->count, sizeof(*trace->events), compare_events);
	while (done < trace->count && trace->events[done].event.time <= until) {
		if (fn(&trace->events[done].event, data) < 0)
			return fault_memory();
		done++;
	}
	trace->count -= done;
	memmove(trace->events, trace->events + done, trace->count * sizeof(*trace->events));
	return NULL;
}
