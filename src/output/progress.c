// SPDX-License-Identifier: GPL-2.0-or-later
// Progress on stderr, and the two signals that end long work early.

#include "output/progress.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t caught;

static void on_signal(int number)
{
	caught = number;
}

/* One that can go back in its line: not a log, nor a terminal that is a text buffer. */
static bool on_terminal(void)
{
	const char *type = getenv("TERM");

	return isatty(STDERR_FILENO) && type && *type && strcmp(type, "dumb") != 0;
}

/* SA_RESTART: the call at hand is finished, and the flag is looked at after it. */
static void catch (int number)
{
	struct sigaction old;
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};

	/* What nohup(1) or a shell's background job made ignored stays so. */
	if (sigaction(number, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
		(void)sigaction(number, &action, NULL);
}

void progress_begin(struct progress *progress, struct report *report, const char *verb,
		    size_t total)
{
	*progress = (struct progress){.report = report, .verb = verb};
	if (total < 2)
		return;
	progress->watching = true;
	catch (SIGINT);
	catch (SIGTERM);
	progress->terminal = !report->quiet && !report->verbose && on_terminal();
	(void)clock_gettime(CLOCK_MONOTONIC, &progress->start);
	progress->last = progress->start;
}

static double seconds(const struct timespec *from, const struct timespec *to)
{
	return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

bool progress_proceed(void *data, size_t done, size_t total)
{
	struct progress *progress = data;
	struct timespec now;

	if (caught)
		return false;
	if (!progress->terminal)
		return true;
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	if (seconds(&progress->last, &now) < 1)
		return true;
	progress->last = now;
	progress->report->in_line = true;
	(void)fprintf(stderr, "\r%zu of %zu %s, %.0f/s\033[K", done, total, progress->verb,
		      (double)done / seconds(&progress->start, &now));
	return true;
}

void progress_end(struct progress *progress, size_t done, size_t total)
{
	report_wipe(progress->report);
	if (!progress->watching || !caught)
		return;
	(void)report_fault(progress->report,
			   fault_new(STATUS_FAILED, "interrupted by %s: %zu of %zu %s",
				     caught == SIGINT ? "SIGINT" : "SIGTERM", done, total,
				     progress->verb));
}
