/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A finding: a possible cause, how it is detected, and its words. */
#ifndef TUNADM_WHY_FINDING_H
#define TUNADM_WHY_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "why/facts.h"

enum answer {
	ANSWER_NO,
	ANSWER_NOTE,
	ANSWER_PROBLEM,
};

/* The maximum number of words in a finding's sentence and hint, {1} to {4}. */
#define WORDS_MAX 4

/* What the predicate found, for the sentence. */
struct words {
	char *word[WORDS_MAX]; /* owned */
	size_t count;
	bool failed; /* no memory */
};

/* Adds the next word. */
void words_add(struct words *words, const char *text, ...)
	__attribute__((format(printf, 2, 3), nonnull));

/* The same for a malloced word, which it takes over; NULL means no memory. */
void words_take(struct words *words, char *text) __attribute__((nonnull(1)));

void words_clear(struct words *words) __attribute__((nonnull));

#define auto_words __attribute__((cleanup(words_clear)))

/* Fills in what is in braces, as in a finding's sentence. Malloced, NULL without memory. */
char *finding_fill(const char *text, const struct facts *facts, const struct words *words)
	__attribute__((nonnull, malloc, warn_unused_result));

/*
 * An entry of the table. To add a finding, add an entry to its group, a test in which it is true
 * and one that comes close, and its line in the manual's table.
 */
struct finding {
	const char *code;
	unsigned int needs; /* FACT_*: it is checked only if all of these are known */
	enum answer (*ask)(const struct facts *facts, struct words *words);
	/*
	 * In both texts, {IF} is the interface, {L3} the link with its IP addresses (its bridge, or
	 * itself), {TO} the address and {USER} the user in question, {1} to {4} the words. Between
	 * backquotes each becomes one shell word.
	 */
	const char *sentence; /* without a full stop */
	const char *hint;     /* with the command that fixes it */
};

/* The groups, each exported by its file; a group ends with an entry without a code. */
extern const struct finding findings_node[];
extern const struct finding findings_link[];
extern const struct finding findings_attach[];
extern const struct finding findings_leftover[];
extern const struct finding findings_bridge[];
extern const struct finding findings_address[];
extern const struct finding findings_route[];
extern const struct finding findings_watch[];

#endif
