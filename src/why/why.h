/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Why no packet comes through: what is asked, and the findings that answer it. */
#ifndef TUNADM_WHY_WHY_H
#define TUNADM_WHY_WHY_H

#include <stdbool.h>
#include <stddef.h>

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/traffic.h"

/* What the command line asks; all is the caller's. */
struct why_question {
	const struct address *to;	/* the host that the program talks to, or NULL */
	const struct credentials *user; /* who would attach, or NULL: nobody in particular */
	const char *user_name;		/* what he is called in messages */
	bool attach;			/* look at what only a descriptor shows */
};

enum why_severity {
	WHY_NOTE,    /* worth knowing, and no fault by itself */
	WHY_PROBLEM, /* keeps packets from passing, or an interface from being made */
};

/* "note" or "problem". */
const char *why_severity_name(enum why_severity severity) __attribute__((const, returns_nonnull));

struct why_line {
	const char *code; /* never changes its meaning; static */
	enum why_severity severity;
	char *text; /* owned: one sentence of what is so */
	char *hint; /* owned: what to do about it */
};

/* What was found about one interface, or about creating one. Zero-initialized, it is empty. */
struct why_result {
	struct why_line *lines; /* in the order in which one meets the causes */
	size_t count;
	size_t capacity;
	char **notes; /* owned: what could not be looked at, a sentence each */
	size_t note_count;
	size_t note_capacity;
	bool watched;				  /* `watch` holds something */
	struct traffic watch[TRAFFIC_DIRECTIONS]; /* by enum traffic_direction */
};

/* Whether one of the lines is a problem. */
bool why_has_problem(const struct why_result *result) __attribute__((nonnull, pure));

/* Adds a sentence about what could not be looked at; without memory it is left out. */
void why_note(struct why_result *result, const char *text, ...)
	__attribute__((format(printf, 2, 3), nonnull));

void why_result_clear(struct why_result *result) __attribute__((nonnull));

#define auto_why_result __attribute__((cleanup(why_result_clear)))

/* What is looked up once in a run, whatever the number of interfaces; why_close() ends it. */
struct why;

/* *question and *engine stay the caller's and outlive the rest. */
struct fault *why_open(struct engine *engine, const struct why_question *question, struct why **why)
	__attribute__((nonnull)) must_check;
void why_close(struct why *why);

/*
 * Finds what keeps packets from passing the interface. A result that was watched already
 * (why_result.watched) is asked for its drops too. A fault is one of looking, and names no object.
 */
struct fault *why_interface(struct why *why, const struct device *device, struct why_result *result)
	__attribute__((nonnull)) must_check;

/* Finds what keeps an interface from being created here. */
struct fault *why_creating(struct why *why, struct why_result *result)
	__attribute__((nonnull)) must_check;

static inline void cleanup_why(struct why **why)
{
	why_close(*why);
}

#define auto_why __attribute__((cleanup(cleanup_why)))

#endif
