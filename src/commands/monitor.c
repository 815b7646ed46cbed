// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm monitor: print what happens to interfaces, as it happens.

#include "interface/monitor.h"

#include <errno.h>

#include "command.h"
#include "kernel/sight.h"
#include "output/events.h"
#include "json/json-build.h"
#include "util/signals.h"

struct run {
	struct report *report;
	bool json;
};

static struct fault *print_event(const struct event *event, void *data)
{
	const struct run *run = data;

	return run->json ? events_print_json(event) : events_print_line(event);
}

/* If /proc hides processes, a carrier that goes off cannot be reported as a detach. */
static void note_blind(unsigned int gaps, void *data)
{
	const struct run *run = data;

	report_note(run->report,
		    "attaching and detaching is reported only as far as it is seen: %s; %s",
		    sight_reason(gaps), sight_takes(gaps));
}

static void monitor_command(struct invocation *invocation, struct report *report)
{
	auto_engine struct engine engine = {0};
	struct monitor_request request = {
		.names = (const char *const *)invocation->operands,
		.name_count = invocation->operand_count,
		.initial = invocation_has(invocation, OPTION_INITIAL),
		.blind = note_blind,
	};
	struct run run = {.report = report, .json = invocation_has(invocation, OPTION_JSON)};
	struct fault *fault = run.json ? json_load() : NULL;

	signals_catch();
	if (!fault)
		fault = monitor_run(&engine, &request, print_event, &run);
	/* The signal may have interrupted a write without a reader. */
	if (fault && fault->error == EINTR && signals_caught()) {
		fault_free(fault);
		fault = NULL;
	}
	/* SIGTERM and SIGINT are the regular way to end it. */
	if (signals_caught() != SIGHUP)
		signals_forget();
	(void)report_fault(report, fault ? fault_wrap(fault, NULL, "cannot monitor") : NULL);
}

const struct command command_monitor = {
	.name = "monitor",
	.operands = "[NAME...]",
	.summary = "print what happens to interfaces",
	.options = OPTION_BIT(OPTION_INITIAL) | OPTION_BIT(OPTION_JSON),
	.max_operands = COMMAND_MANY,
	.name_operands = COMMAND_MANY,
	.streams = true,
	.run = monitor_command,
};
