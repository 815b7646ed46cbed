/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The functions of libtracefs and libtraceevent, which know the formats of kernel tracing. */
#ifndef TUNADM_KERNEL_TRACE_LIBRARY_H
#define TUNADM_KERNEL_TRACE_LIBRARY_H

#include <event-parse.h>
#include <kbuffer.h>
#include <tracefs.h>

#include "model/fault.h"
#include "util/library.h"

/* libtracefs works with paths. Unless it is told where tracefs is, it mounts it for everybody. */
/* clang-format off */
#define TRACEFS_FUNCTIONS(each) \
	each(tracefs_set_loglevel) \
	each(tracefs_set_tracing_dir) \
	each(tracefs_instance_alloc) \
	each(tracefs_instance_free) \
	each(tracefs_instance_file_read) \
	each(tracefs_instance_file_write) \
	each(tracefs_event_file_read) \
	each(tracefs_event_file_write) \
	each(tracefs_cpu_open) \
	each(tracefs_cpu_close) \
	each(tracefs_cpu_read_size) \
	each(tracefs_cpu_read)

#define TRACEEVENT_FUNCTIONS(each) \
	each(tep_alloc) \
	each(tep_free) \
	each(tep_parse_header_page) \
	each(tep_parse_event) \
	each(tep_get_header_page_size) \
	each(tep_find_event_by_name) \
	each(tep_find_any_field) \
	each(tep_find_field) \
	each(tep_read_number_field) \
	each(kbuffer_alloc) \
	each(kbuffer_free) \
	each(kbuffer_load_subbuffer) \
	each(kbuffer_missed_events) \
	each(kbuffer_read_event) \
	each(kbuffer_event_size) \
	each(kbuffer_next_event)
/* clang-format on */

struct trace_library {
	TRACEFS_FUNCTIONS(LIBRARY_FUNCTION)
	TRACEEVENT_FUNCTIONS(LIBRARY_FUNCTION)
};

/* Loads both. */
struct fault *trace_library_load(const struct trace_library **library)
	__attribute__((nonnull)) must_check;

#endif
