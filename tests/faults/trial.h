/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One run on trial, and what is objected to. */
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

/* Adds a line to what is wrong. */
void object(struct trial *trial, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Whether the kernel chooses this by itself, so that it may be any. */
bool judge_is_chosen(const struct reference *reference, const struct fact *fact);

/* Of an interface that was renamed meanwhile, and of its namesake. */
void judge_moved(struct trial *trial);

/*
 * Of a program that ended by itself: its exit status against its messages, and against those
 * promised.
 */
void judge_status(struct trial *trial);

/* Each line of its messages: form, and no word left out. */
void judge_words(struct trial *trial);

/* With --json stdout is one array, and each object that failed says why, whatever happened. */
void judge_json(struct trial *trial);

#endif
