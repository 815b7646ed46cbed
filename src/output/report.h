/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The report of a run: faults, notes and actions go to stderr, and determine the exit status. */
#ifndef TUNADM_OUTPUT_REPORT_H
#define TUNADM_OUTPUT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/fault.h"
#include "model/target.h"
#include "output/json-document.h"

struct report {
	const char *program; /* "tunadm" or "tunctl": the beginning of messages */
	const char *netns;   /* where the command is carried out, as --netns has it; NULL: here */
	bool quiet;	     /* no hints, no notes */
	bool verbose;	     /* say what was done */
	bool in_line;	     /* the terminal shows a line of progress without a newline */
	bool chosen;	     /* the kernel named an interface */
	enum status status;  /* of the first fault, STATUS_DONE without one */
	struct json_document document; /* with --json: what report_end() prints */
};

/* Makes stdout one JSON document, which report_end() prints, and nothing else. */
void report_in_json(struct report *report) __attribute__((nonnull));

/*
 * Prints the fault, "PROGRAM: OBJECT: WHAT: WHY" and its hint, frees it, and keeps the status of
 * the first one. NULL is no fault; returns whether there was one. Bytes that a terminal could take
 * as commands are escaped (\x1b).
 */
bool report_fault(struct report *report, struct fault *fault) __attribute__((nonnull(1)));

/* Prints a note that is not a failure ("note: TEXT"), unless quiet. */
void report_note(struct report *report, const char *text, ...)
	__attribute__((format(printf, 2, 3), nonnull));

/*
 * Prints a line on stdout for people ("TEXT"): what they asked for. With a JSON document it prints
 * nothing, as a program finds it there. Returns false without memory, with the fault reported.
 */
bool report_line(struct report *report, const char *text, ...)
	__attribute__((format(printf, 2, 3), nonnull));

/*
 * Prints a name that the kernel chose on stdout and flushes it: it must be known before the
 * interface becomes permanent. If stdout is not a terminal, it is not escaped. Returns false if
 * that failed, with the fault reported. With a JSON document, the name is printed there by
 * report_end().
 */
bool report_name(struct report *report, const char *name)
	__attribute__((nonnull, warn_unused_result));

/* Prints the program's usage, after a fault in its arguments. */
void report_usage(struct report *report, const char *usage) __attribute__((nonnull));

/* With --verbose, prints what was done, one line each ("TEXT", without the program's name). */
void report_done(struct report *report, const char *text, ...)
	__attribute__((format(printf, 2, 3), nonnull));

/*
 * Reports the result of a target: its fault, or with --verbose "NAME: deleted" and, for
 * ACTION_CHANGED, "NAME: changed mtu, owner".
 */
void report_target(struct report *report, struct target *target) __attribute__((nonnull));

/* The same for a target that has more keys in JSON, which the function adds to its object. */
void report_target_with(struct report *report, struct target *target, json_fill_fn *more,
			const void *data) __attribute__((nonnull(1, 2, 3)));

/*
 * Reports all targets. Those without an action were not reached; the fault that ended the run was
 * reported before.
 */
void report_targets(struct report *report, struct target_list *targets) __attribute__((nonnull));

/* An interface that failed before there was a target, or that could not be tried. */
void report_failed(struct report *report, const char *name, struct fault *fault)
	__attribute__((nonnull));

/*
 * Reports names that were refused before anything was done, with a fault or NULL for each, and adds
 * to the JSON that the others were not reached. Returns whether there was a fault.
 */
bool report_refused(struct report *report, const char *const *names, struct fault *const *faults,
		    size_t count) __attribute__((nonnull(1)));

/*
 * Adds to the JSON that an interface was not reached, because of the fault that was reported first.
 */
void report_unreached(struct report *report, const char *name) __attribute__((nonnull));

/*
 * The same as report_target() for a dry run, whose result was requested: the line goes to stdout,
 * with or without --verbose.
 */
void report_rehearsed(struct report *report, struct target *target) __attribute__((nonnull));

/*
 * Removes the line of progress from the terminal before other output; messages do this themselves.
 */
void report_wipe(struct report *report) __attribute__((nonnull));

/*
 * Flushes stdout and reports a fault (status 1) if any output was lost. Call it where a name must
 * be printed before something becomes permanent.
 */
bool report_flush(struct report *report) __attribute__((nonnull));

/*
 * At the end of main: prints the JSON document, if there is one, and closes stdout. An error on
 * closing also means lost output. If a document could not be written, stderr gets the names that
 * the kernel chose.
 */
void report_close(struct report *report) __attribute__((nonnull));

#endif
