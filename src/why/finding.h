/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A finding: one thing that may be so, how it is found out, and the words for it. */
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

/* As many words of its own as a finding's sentence and hint can hold, {1} to {4}. */
#define WORDS_MAX 4

/* What the question found out, for the sentence. */
struct words {
	char *word[WORDS_MAX]; /* owned */
	size_t count;
	bool failed; /* no memory */
};

/* Adds the next word. */
void words_add(struct words *words, const char *text, ...)
	__attribute__((format(printf, 2, 3), nonnull));

/* The same for a word that was malloced, which is taken over; NULL is no memory. */
void words_take(struct words *words, char *text) __attribute__((nonnull(1)));

void words_clear(struct words *words) __attribute__((nonnull));

#define auto_words __attribute__((cleanup(words_clear)))

/* Fills in what is in braces, as in a finding's sentence. Malloced, NULL without memory. */
char *finding_fill(const char *text, const struct facts *facts, const struct words *words)
	__attribute__((nonnull, malloc, warn_unused_result));

/*
 * One entry of the one table. To add a finding, write one in the group that it belongs to, a test
 * that makes it so and one that comes close, and its line in the manual's table.
 */
struct finding {
	const char *code;
	unsigned int needs; /* FACT_*: it is asked only where all of these are known */
	enum answer (*ask)(const struct facts *facts, struct words *words);
	/*
	 * In both, {IF} is the interface, {L3} what has its IP addresses (its bridge, or itself),
	 * {TO} the address and {USER} the user that were asked about, {1} to {4} the words. Within
	 * backquotes each becomes one word of a shell.
	 */
	const char *sentence; /* without a full stop */
	const char *hint;     /* with the command that mends it */
};

/* The groups, each of which its file exports; it ends with an entry without a code. */
extern const struct finding findings_node[];
extern const struct finding findings_link[];
extern const struct finding findings_attach[];
extern const struct finding findings_leftover[];
extern const struct finding findings_bridge[];
extern const struct finding findings_address[];
extern const struct finding findings_route[];
extern const struct finding findings_watch[];

#endif
