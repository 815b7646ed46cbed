/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The report of one run: faults, notes and what was done go to stderr; the status comes of it. */
#ifndef TUNADM_OUTPUT_REPORT_H
#define TUNADM_OUTPUT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/fault.h"
#include "model/target.h"

struct report {
	const char *program; /* "tunadm" or "tunctl": what messages begin with */
	bool quiet;	     /* no hints, no notes */
	bool verbose;	     /* say what was done */
	bool in_line;	     /* a line of progress stands on the terminal, without its end */
	enum status status;  /* of the first fault, STATUS_DONE without one */
};

/*
 * Prints the fault, "PROGRAM: OBJECT: WHAT: WHY" and its hint, frees it, and remembers the
 * status of the first one. NULL is no fault; returns whether there was one. Bytes that a terminal
 * could take as commands come out escaped (\x1b).
 */
bool report_fault(struct report *report, struct fault *fault) __attribute__((nonnull(1)));

/* The fault as a message without the program's name: malloced, NULL without memory. */
char *report_fault_text(const struct fault *fault)
	__attribute__((nonnull, malloc, warn_unused_result));

/* A note to the reader that is no failure ("note: TEXT"); nothing with quiet. */
void report_note(struct report *report, const char *text, ...)
	__attribute__((format(printf, 2, 3), nonnull));

/* How the program is called, after a fault that says that it was called otherwise. */
void report_usage(struct report *report, const char *usage) __attribute__((nonnull));

/* With verbose: what was done, a line each ("TEXT", without the program's name). */
void report_done(struct report *report, const char *text, ...)
	__attribute__((format(printf, 2, 3), nonnull));

/*
 * Reports what became of a target: its fault, or with verbose "NAME: deleted" and, for
 * ACTION_CHANGED, "NAME: changed mtu, owner".
 */
void report_target(struct report *report, struct target *target) __attribute__((nonnull));
void report_targets(struct report *report, struct target_list *targets) __attribute__((nonnull));

/*
 * The same for a rehearsal, whose report is what was asked for: the line goes to stdout, with
 * verbose or without.
 */
void report_rehearsed(struct report *report, struct target *target) __attribute__((nonnull));

/* Takes the line of progress off the terminal, before what comes next; messages do so. */
void report_wipe(struct report *report) __attribute__((nonnull));

/*
 * Flushes stdout and reports a fault if anything written to it was lost (status 1). To be called
 * where a name must have been told before something is made permanent.
 */
bool report_flush(struct report *report) __attribute__((nonnull));

/* The same at the end of main, with stdout closed: what closing reports is lost output, too. */
void report_close(struct report *report) __attribute__((nonnull));

#endif
