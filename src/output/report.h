/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The report of one run: faults, notes and what was done go to stderr; the status comes of it. */
#ifndef TUNADM_OUTPUT_REPORT_H
#define TUNADM_OUTPUT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/fault.h"
#include "model/target.h"
#include "output/json-document.h"

struct report {
	const char *program; /* "tunadm" or "tunctl": what messages begin with */
	const char *netns;   /* where the command is carried out, as --netns has it; NULL: here */
	bool quiet;	     /* no hints, no notes */
	bool verbose;	     /* say what was done */
	bool in_line;	     /* a line of progress stands on the terminal, without its end */
	bool chosen;	     /* the kernel named an interface */
	enum status status;  /* of the first fault, STATUS_DONE without one */
	struct json_document document; /* with --json: what report_end() prints */
};

/* Has stdout hold one JSON document, which report_end() prints, and nothing else. */
void report_in_json(struct report *report) __attribute__((nonnull));

/*
 * Prints the fault, "PROGRAM: OBJECT: WHAT: WHY" and its hint, frees it, and remembers the
 * status of the first one. NULL is no fault; returns whether there was one. Bytes that a terminal
 * could take as commands come out escaped (\x1b).
 */
bool report_fault(struct report *report, struct fault *fault) __attribute__((nonnull(1)));

/* A note to the reader that is no failure ("note: TEXT"); nothing with quiet. */
void report_note(struct report *report, const char *text, ...)
	__attribute__((format(printf, 2, 3), nonnull));

/*
 * A line on stdout for people ("TEXT"): what they asked for. With a document it is nothing, for a
 * program finds it there. False without memory, with the fault reported.
 */
bool report_line(struct report *report, const char *text, ...)
	__attribute__((format(printf, 2, 3), nonnull));

/*
 * A name that the kernel chose, on stdout, for a program as it is, and flushed: it must have been
 * told before the interface becomes permanent. False: it was not, and the fault is reported. With a
 * document it is told there, or by report_end().
 */
bool report_name(struct report *report, const char *name)
	__attribute__((nonnull, warn_unused_result));

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

/* The same for a target of which JSON holds more, which the function adds to its object. */
void report_target_with(struct report *report, struct target *target, json_fill_fn *more,
			const void *data) __attribute__((nonnull(1, 2, 3)));

/* All of them. Those without an action were not reached; the fault that ended it comes before. */
void report_targets(struct report *report, struct target_list *targets) __attribute__((nonnull));

/* An interface that failed before there was a target, or of which nothing could be tried. */
void report_failed(struct report *report, const char *name, struct fault *fault)
	__attribute__((nonnull));

/*
 * Reports the names that were refused before anything was done with any, a fault or NULL for each,
 * and says in JSON that the others were not reached. Returns whether there was one.
 */
bool report_refused(struct report *report, const char *const *names, struct fault *const *faults,
		    size_t count) __attribute__((nonnull(1)));

/* Says in JSON that an interface was not reached, because of the fault that was reported first. */
void report_unreached(struct report *report, const char *name) __attribute__((nonnull));

/*
 * The same as report_target() for a rehearsal, whose report is what was asked for: the line goes to
 * stdout, with verbose or without.
 */
void report_rehearsed(struct report *report, struct target *target) __attribute__((nonnull));

/* Takes the line of progress off the terminal, before what comes next; messages do so. */
void report_wipe(struct report *report) __attribute__((nonnull));

/*
 * Flushes stdout and reports a fault if anything written to it was lost (status 1). To be called
 * where a name must have been told before something is made permanent.
 */
bool report_flush(struct report *report) __attribute__((nonnull));

/*
 * At the end of main: prints the JSON document, if there is one, and closes stdout. What closing
 * reports is lost output, too. Where a document could not be written, stderr has the names that the
 * kernel chose.
 */
void report_close(struct report *report) __attribute__((nonnull));

#endif
