/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's own account of packets: its tracepoints (Linux 5.17, tracefs, root). */
#ifndef TUNADM_KERNEL_TRACE_H
#define TUNADM_KERNEL_TRACE_H

#include <stddef.h>
#include <stdint.h>

#include "kernel/trace-event.h"
#include "model/fault.h"

/* A link whose packets are to be followed. */
struct trace_link {
	const char *name;
	int ifindex;
};

struct trace;

/*
 * Has the kernel write down what happens to the packets of these links, from trace_start() on, in
 * an instance of its own (instances/tunadm-RANDOM), which disturbs no other tracing. Those of
 * earlier runs that were killed are removed. The links are sorted by name, stay the caller's and
 * outlive the rest. A fault says what this needs that is not there.
 *
 * Events know a link by nothing but its name: a namesake in another network namespace is in them,
 * too.
 */
struct fault *trace_open(const struct trace_link *links, size_t count, struct trace **trace)
	__attribute__((nonnull)) must_check;

/* Begins, and ends: nothing is written down outside. */
struct fault *trace_start(struct trace *trace) __attribute__((nonnull)) must_check;
struct fault *trace_stop(struct trace *trace) __attribute__((nonnull)) must_check;

/* Takes an event; returns 0, or -1 without memory. */
typedef int trace_fn(const struct trace_event *event, void *data);

/*
 * Hands over the events up to now in the order of time, or up to trace_stop() after that. To be
 * called several times a second: the kernel keeps some ten thousand events for each processor.
 */
struct fault *trace_read(struct trace *trace, trace_fn *fn, void *data)
	__attribute__((nonnull(1, 2))) must_check;

/* How many processors there can be: an event's cpu is below. */
size_t trace_cpus(const struct trace *trace) __attribute__((nonnull));

/* The kernel's name for the number of a reason, or NULL. */
const char *trace_reason(const struct trace *trace, uint32_t reason) __attribute__((nonnull));

/* Removes the instance. */
void trace_close(struct trace *trace);

static inline void cleanup_trace(struct trace **trace)
{
	trace_close(*trace);
}

#define auto_trace __attribute__((cleanup(cleanup_trace)))

#endif
