/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The question to `why`. */
#ifndef TUNADM_WHY_QUESTION_H
#define TUNADM_WHY_QUESTION_H

#include <stdbool.h>

#include "kernel/credentials.h"
#include "model/address.h"

/* The question from the command line; the caller owns everything. */
struct why_question {
	const struct address *to;	/* the host that the program communicates with, or NULL */
	const struct credentials *user; /* who would attach, or NULL */
	const char *user_name;		/* the user's name in messages */
	bool attach;			/* also check what only a descriptor shows */
};

#endif
