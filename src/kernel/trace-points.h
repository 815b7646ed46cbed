/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tracepoints in use: name, meaning and fields of each. */
#ifndef TUNADM_KERNEL_TRACE_POINTS_H
#define TUNADM_KERNEL_TRACE_POINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/trace-event.h"
#include "kernel/trace-library.h"
#include "model/fault.h"

/* How many entries trace_points_load() fills in. */
#define TRACE_POINTS 10

/* One tracepoint. A field that its event lacks is NULL. */
struct trace_point {
	struct tep_event *event; /* NULL: optional, and this kernel lacks it */
	struct tep_format_field *skb;
	struct tep_format_field *name;
	struct tep_format_field *reason;
	struct tep_format_field *protocol;
	struct tep_format_field *location;
	struct tep_format_field *rc;
};

/* Reads the kernel's description of each event. The fault names one that is missing. */
struct fault *trace_points_load(const struct trace_library *api, struct tep_handle *tep,
				struct trace_point points[TRACE_POINTS])
	__attribute__((nonnull)) must_check;

/* Enables them for these links. */
struct fault *trace_points_enable(const struct trace_library *api,
				  struct tracefs_instance *instance,
				  const struct trace_point points[TRACE_POINTS],
				  const struct trace_link *links, size_t count)
	__attribute__((nonnull)) must_check;

/* Makes an event of a record, without time and cpu. False if it concerns none of the links. */
bool trace_points_take(const struct trace_library *api,
		       const struct trace_point points[TRACE_POINTS], const void *record,
		       size_t size, const struct trace_link *links, size_t count,
		       struct trace_event *event) __attribute__((nonnull));

/* The kernel's name for a reason, owned by tep, or NULL. */
const char *trace_points_reason(const struct trace_point points[TRACE_POINTS], uint32_t reason)
	__attribute__((nonnull));

#endif
