/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line of tunctl, as scripts written for uml-utilities use it. */
#ifndef TUNADM_INPUT_TUNCTL_H
#define TUNADM_INPUT_TUNCTL_H

#include <stdbool.h>

#include "model/fault.h"
#include "model/request.h"

struct tunctl_line {
	char *name;		/* what to create or delete; owned */
	char *device;		/* -f, owned; NULL: the usual one */
	struct request request; /* mode, owner, group */
	bool delete;		/* -d */
	bool brief;		/* -b */
};

/* Reads it. Whatever status a fault has, tunctl knows but one, 1, which the caller gives. */
struct fault *tunctl_parse(int argc, char *const *argv, struct tunctl_line *line)
	__attribute__((nonnull)) must_check;

/* How it is called, in tunctl's own words. */
const char *tunctl_usage(void) __attribute__((returns_nonnull));

void tunctl_line_clear(struct tunctl_line *line) __attribute__((nonnull));

#endif
