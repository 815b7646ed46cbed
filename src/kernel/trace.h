/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Following packets by the kernel's tracepoints: Linux 5.17, tracefs, root. */
#ifndef TUNADM_KERNEL_TRACE_H
#define TUNADM_KERNEL_TRACE_H

#include <stddef.h>
#include <stdint.h>

#include "kernel/trace-event.h"
#include "model/fault.h"

struct trace;

/*
 * Prepares the kernel to record what happens to packets of these links, in a private instance
 * (instances/tunadm-RANDOM) that disturbs no other tracing. Removes instances of killed runs. The
 * links must be sorted by name; the caller owns them, and they must outlive the trace. A fault says
 * what is missing.
 *
 * An event knows a link only by name, so packets of a namesake in another network namespace are
 * recorded, too.
 */
struct fault *trace_open(const struct trace_link *links, size_t count, struct trace **trace)
	__attribute__((nonnull)) must_check;

/* Between these two the kernel records. */
struct fault *trace_start(struct trace *trace) __attribute__((nonnull)) must_check;
struct fault *trace_stop(struct trace *trace) __attribute__((nonnull)) must_check;

/* Takes one event. Returns 0, or -1 without memory. */
typedef int trace_fn(const struct trace_event *event, void *data);

/*
 * Calls fn for each new event, in the order of time. Call it several times a second: the kernel has
 * room for some ten thousand events of each processor. Call it once after trace_stop(), for the
 * rest.
 */
struct fault *trace_read(struct trace *trace, trace_fn *fn, void *data)
	__attribute__((nonnull(1, 2))) must_check;

/* How many processors there can be: an event's cpu is below that. */
size_t trace_cpus(const struct trace *trace) __attribute__((nonnull));

/* The kernel's name for a reason, owned by the trace, or NULL. */
const char *trace_reason(const struct trace *trace, uint32_t reason) __attribute__((nonnull));

/* Removes the instance. */
void trace_close(struct trace *trace);

static inline void cleanup_trace(struct trace **trace)
{
	trace_close(*trace);
}

#define auto_trace __attribute__((cleanup(cleanup_trace)))

#endif
