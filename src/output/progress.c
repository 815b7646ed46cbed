// SPDX-License-Identifier: GPL-2.0-or-later
// Progress on stderr, and the message about a signal that ends work early.

#include "output/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/notify.h"
#include "util/clock.h"
#include "util/signals.h"

/* From each message on, the service has as long as at its start (tunadm.service). */
#define EXTENSION    "EXTEND_TIMEOUT_USEC=300000000"
#define EXTEND_EVERY (5 * CLOCK_SECOND)

/*
 * Whether stderr is a terminal that can return to the beginning of a line; not a log, nor a
 * terminal in a text buffer.
 */
static bool on_terminal(void)
{
	const char *type = getenv("TERM");

	return isatty(STDERR_FILENO) && type && *type && strcmp(type, "dumb") != 0;
}

void progress_begin(struct progress *progress, struct report *report, const char *verb,
		    size_t total)
{
	*progress = (struct progress){.report = report, .verb = verb};
	signals_catch();
	if (total < 2)
		return;
	progress->terminal = !report->quiet && !report->verbose && on_terminal();
	(void)clock_gettime(CLOCK_MONOTONIC, &progress->start);
	progress->last = progress->start;
}

void progress_begin_timed(struct progress *progress, struct report *report, const char *verb,
			  size_t seconds)
{
	progress_begin(progress, report, verb, seconds);
	progress->timed = true;
}

void progress_extend_limit(struct progress *progress)
{
	progress->extends = true;
	progress->extended = clock_now();
}

static void extend_limit(struct progress *progress, size_t done)
{
	if (!progress->extends || done <= progress->done ||
	    clock_now() - progress->extended < EXTEND_EVERY)
		return;
	progress->done = done;
	progress->extended = clock_now();
	notify_manager(EXTENSION);
}

static double seconds(const struct timespec *from, const struct timespec *to)
{
	return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

bool progress_proceed(void *data, size_t done, size_t total)
{
	struct progress *progress = data;
	struct timespec now;

	if (signals_caught())
		return false;
	extend_limit(progress, done);
	if (!progress->terminal)
		return true;
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	if (seconds(&progress->last, &now) < 1)
		return true;
	progress->last = now;
	progress->report->in_line = true;
	(void)fprintf(stderr, "\r%zu of %zu %s", done, total, progress->verb);
	if (!progress->timed)
		(void)fprintf(stderr, ", %.0f/s", (double)done / seconds(&progress->start, &now));
	(void)fputs("\033[K", stderr);
	return true;
}

void progress_end(struct progress *progress, size_t done, size_t total)
{
	int caught = signals_caught();

	report_wipe(progress->report);
	if (!caught)
		return;
	(void)report_fault(progress->report,
			   fault_new(STATUS_FAILED, "interrupted by %s: %zu of %zu %s",
				     signals_name(caught), done, total, progress->verb));
}
