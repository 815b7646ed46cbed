/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One run under test, and the objections to it. */
#ifndef TUNADM_TESTS_TRIAL_H
#define TUNADM_TESTS_TRIAL_H

#include <stddef.h>

#include "judge.h"

struct trial {
	const struct reference *reference;
	const struct fault_spec *fault;
	const struct run *run;
	const struct snapshot *after;
	char *why;
	size_t size;
	size_t used;
};

/* Adds a line about what is wrong. */
void object(struct trial *trial, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Whether the kernel chooses this value by itself, so that any is right. */
bool judge_is_chosen(const struct reference *reference, const struct fact *fact);

/* Judges an interface that was renamed meanwhile, and its namesake. */
void judge_moved(struct trial *trial);

/*
 * For a program that ended by itself: compares its exit status with its messages and the promises.
 */
void judge_status(struct trial *trial);

/* Checks the form of each line of its messages, and that it is complete. */
void judge_words(struct trial *trial);

/* With --json stdout is one array, and each failed object says why. */
void judge_json(struct trial *trial);

#endif
