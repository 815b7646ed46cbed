/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Long work: how far it is, on a terminal, and an orderly end when it is interrupted. */
#ifndef TUNADM_OUTPUT_PROGRESS_H
#define TUNADM_OUTPUT_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "output/report.h"

struct progress {
	struct report *report;
	const char *verb; /* what is done to each: "deleted" */
	bool terminal;	  /* somebody could read it there */
	bool timed;	  /* it counts seconds, which have no rate */
	struct timespec start;
	struct timespec last;
};

/*
 * Begins the work on `total` interfaces. Signals no longer kill, but make progress_proceed() return
 * false: main() dies of them in the end.
 */
void progress_begin(struct progress *progress, struct report *report, const char *verb,
		    size_t total) __attribute__((nonnull));

/* The same for something that takes this many seconds: it counts them. */
void progress_begin_timed(struct progress *progress, struct report *report, const char *verb,
			  size_t seconds) __attribute__((nonnull));

/*
 * To be called between two interfaces, with the number of those that succeeded: shows count and
 * rate once a second, on a terminal, not with quiet. False after a signal. The type is that of the
 * engine's proceed_fn.
 */
bool progress_proceed(void *progress, size_t done, size_t total) __attribute__((nonnull));

/* Ends it; after a signal, reports how far it got as a fault (status 1). */
void progress_end(struct progress *progress, size_t done, size_t total) __attribute__((nonnull));

#endif
