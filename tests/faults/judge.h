/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The judgement of one run: was what is promised kept? */
#ifndef TUNADM_TESTS_JUDGE_H
#define TUNADM_TESTS_JUDGE_H

#include <stdbool.h>

#include "links.h"
#include "scenarios.h"
#include "trace.h"

/* What a scenario does when nothing fails. */
struct reference {
	const struct scenario *scenario;
	struct snapshot before;
	struct snapshot asked;
	char out[TRACE_TEXT_MAX];
	int status;	  /* the exit status */
	char subject[16]; /* the first interface that is changed, made or deleted */
};

enum verdict {
	VERDICT_KEPT,
	VERDICT_BROKEN,
	VERDICT_RESUME, /* as far as it goes: running it again has to do the rest */
};

/* Fills in the subject: an interface for others to rename meanwhile; empty without one. */
void judge_choose_subject(struct reference *reference);

/* What is wrong goes to `why`, a line each. */
enum verdict judge(const struct reference *reference, const struct fault_spec *fault,
		   const struct run *run, const struct snapshot *after, char *why, size_t size);

/* Whether both say the same of all links, whose indices may differ where they are new. */
bool judge_same(const struct reference *reference, const struct snapshot *expected,
		const struct snapshot *found);

#endif
