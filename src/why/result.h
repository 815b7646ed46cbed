/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The findings about one interface, or about creating one. */
#ifndef TUNADM_WHY_RESULT_H
#define TUNADM_WHY_RESULT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/traffic.h"

enum why_severity {
	WHY_NOTE,    /* worth knowing, but not a fault */
	WHY_PROBLEM, /* keeps packets from passing, or an interface from being created */
};

/* "note" or "problem". */
const char *why_severity_name(enum why_severity severity) __attribute__((const, returns_nonnull));

struct why_line {
	const char *code; /* never changes its meaning; static */
	enum why_severity severity;
	char *text; /* owned: one sentence */
	char *hint; /* owned: what to do about it */
};

/* The findings about one interface, or about creating one. Empty when zero-initialized. */
struct why_result {
	struct why_line *lines; /* in the order in which the causes usually appear */
	size_t count;
	size_t capacity;
	char **notes; /* owned: what could not be checked, a sentence each */
	size_t note_count;
	size_t note_capacity;
	bool watched;				  /* `watch` is filled in */
	struct traffic watch[TRAFFIC_DIRECTIONS]; /* by enum traffic_direction */
};

/* Whether one of the lines is a problem. */
bool why_has_problem(const struct why_result *result) __attribute__((nonnull, pure));

/* Adds a sentence about what could not be checked; without memory it is left out. */
void why_note(struct why_result *result, const char *text, ...)
	__attribute__((format(printf, 2, 3), nonnull));

void why_result_clear(struct why_result *result) __attribute__((nonnull));

#define auto_why_result __attribute__((cleanup(why_result_clear)))

#endif
