/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Judges one run: were the promises kept? */
#ifndef TUNADM_TESTS_JUDGE_H
#define TUNADM_TESTS_JUDGE_H

#include <stdbool.h>

#include "links.h"
#include "scenarios.h"
#include "trace.h"

/* What a scenario does if nothing fails. */
struct reference {
	const struct scenario *scenario;
	struct snapshot before;
	struct snapshot asked;
	char out[TRACE_TEXT_MAX];
	int status;	  /* the exit status */
	char subject[16]; /* the first interface that is changed, created or deleted */
};

enum verdict {
	VERDICT_KEPT,
	VERDICT_BROKEN,
	VERDICT_RESUME, /* VERDICT_KEPT, but running it again must do the rest */
};

/* Fills in the subject, an interface that can be renamed meanwhile; empty if there is none. */
void judge_choose_subject(struct reference *reference);

/* Writes what is wrong to `why`, one line each. */
enum verdict judge(const struct reference *reference, const struct fault_spec *fault,
		   const struct run *run, const struct snapshot *after, char *why, size_t size);

/* Whether both have the same links, except for the indexes of new ones. */
bool judge_same(const struct reference *reference, const struct snapshot *expected,
		const struct snapshot *found);

#endif
