/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line of tunctl and its cousins, as scripts use it that were written for them. */
#ifndef TUNADM_INPUT_TUNCTL_H
#define TUNADM_INPUT_TUNCTL_H

#include <stdbool.h>

#include "model/fault.h"
#include "model/request.h"

/* A program of that grammar: uml-utilities' own, VirtualBox's copy of it, or that of VDE. */
struct tunctl_program {
	const char *name;
	const char *usage; /* how it is called, in its own words */
	bool tun_by_name;  /* a name that begins with tun is that of a tun */
};

/* The program of that name, or NULL. */
const struct tunctl_program *tunctl_find(const char *name) __attribute__((nonnull));

struct tunctl_line {
	char *name;		/* what to create or delete; owned */
	char *device;		/* -f, owned; NULL: the usual one */
	struct request request; /* mode, owner, group */
	bool remove;		/* -d */
	bool brief;		/* -b */
	bool typed;		/* -n or -p */
};

/* Reads it. Whatever status a fault has, tunctl knows but one, 1, which the caller gives. */
struct fault *tunctl_parse(const struct tunctl_program *program, int argc, char *const *argv,
			   struct tunctl_line *line) __attribute__((nonnull)) must_check;

void tunctl_line_clear(struct tunctl_line *line) __attribute__((nonnull));

#endif
