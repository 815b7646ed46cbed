// SPDX-License-Identifier: GPL-2.0-or-later
// Loading libtracefs and libtraceevent, which only watching packets needs.

#include "kernel/trace-library.h"

LIBRARY_NOTE("watch", "what drops packets, and why", "recommended", TRACEFS_SONAME);
LIBRARY_NOTE("watch", "what drops packets, and why", "recommended", TRACEEVENT_SONAME);

static struct trace_library api;

static struct fault *load_library(const char *soname, const struct library_symbol *symbols,
				  size_t count)
{
	const char *why = library_load(soname, symbols, count);

	return why ? fault_wrap(fault_new(STATUS_FAILED, "%s", why), soname, "cannot load") : NULL;
}

struct fault *trace_library_load(const struct trace_library **library)
{
	static const struct library_symbol tracefs[] = {TRACEFS_FUNCTIONS(LIBRARY_SYMBOL)};
	static const struct library_symbol events[] = {TRACEEVENT_FUNCTIONS(LIBRARY_SYMBOL)};
	struct fault *fault =
		load_library(TRACEEVENT_SONAME, events, sizeof(events) / sizeof(events[0]));

	if (!fault)
		fault = load_library(TRACEFS_SONAME, tracefs, sizeof(tracefs) / sizeof(tracefs[0]));
	*library = fault ? NULL : &api;
	return fault;
}
