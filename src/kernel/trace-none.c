// SPDX-License-Identifier: GPL-2.0-or-later
// Replaces tracing in a build without it: opening the trace fails.

#include "kernel/trace.h"

struct fault *trace_open(const struct trace_link *links, size_t count, struct trace **trace)
{
	(void)links;
	(void)count;
	*trace = NULL;
	return fault_new(STATUS_FAILED, "this tunadm was built without tracing");
}

struct fault *trace_start(struct trace *trace)
{
	(void)trace;
	return NULL;
}

struct fault *trace_stop(struct trace *trace)
{
	(void)trace;
	return NULL;
}

struct fault *trace_read(struct trace *trace, trace_fn *fn, void *data)
{
	(void)trace;
	(void)fn;
	(void)data;
	return NULL;
}

size_t trace_cpus(const struct trace *trace)
{
	(void)trace;
	return 0;
}

const char *trace_reason(const struct trace *trace, uint32_t reason)
{
	(void)trace;
	(void)reason;
	return NULL;
}

void trace_close(struct trace *trace)
{
	(void)trace;
}
