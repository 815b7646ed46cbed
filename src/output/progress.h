/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Progress of long work on a terminal, and an orderly end when it is interrupted. */
#ifndef TUNADM_OUTPUT_PROGRESS_H
#define TUNADM_OUTPUT_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "output/report.h"

struct progress {
	struct report *report;
	const char *verb; /* what is done to each interface: "deleted" */
	bool terminal;	  /* stderr is a terminal */
	bool timed;	  /* it counts seconds, which have no rate */
	struct timespec start;
	struct timespec last;

	/* What the service manager was told, if it is to be told. */
	bool extends;
	size_t done;
	int64_t extended;
};

/*
 * Begins the work on `total` interfaces. Signals no longer end the program, but make
 * progress_proceed() return false; main() raises them at the end.
 */
void progress_begin(struct progress *progress, struct report *report, const char *verb,
		    size_t total) __attribute__((nonnull));

/* The same for work that takes this many seconds, which it counts. */
void progress_begin_timed(struct progress *progress, struct report *report, const char *verb,
			  size_t seconds) __attribute__((nonnull));

/*
 * From now on, each progress extends the time limit of the service that this process belongs to:
 * with thousands of interfaces and a slow udevd, the work may take longer.
 */
void progress_extend_limit(struct progress *progress) __attribute__((nonnull));

/*
 * Call this between two interfaces, with the number of those that succeeded. It shows count and
 * rate once a second, on a terminal and unless quiet. Returns false after a signal. The type is
 * that of the engine's proceed_fn.
 */
bool progress_proceed(void *progress, size_t done, size_t total) __attribute__((nonnull));

/* Ends the progress; after a signal, reports as a fault (status 1) how far the work got. */
void progress_end(struct progress *progress, size_t done, size_t total) __attribute__((nonnull));

#endif
