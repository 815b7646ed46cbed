/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What `why` is asked. */
#ifndef TUNADM_WHY_QUESTION_H
#define TUNADM_WHY_QUESTION_H

#include <stdbool.h>

#include "kernel/credentials.h"
#include "model/address.h"

/* What the command line asks; all is the caller's. */
struct why_question {
	const struct address *to;	/* the host that the program talks to, or NULL */
	const struct credentials *user; /* who would attach, or NULL: nobody in particular */
	const char *user_name;		/* what he is called in messages */
	bool attach;			/* look at what only a descriptor shows */
};

#endif
