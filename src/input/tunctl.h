/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line of tunctl and related programs, for existing scripts. */
#ifndef TUNADM_INPUT_TUNCTL_H
#define TUNADM_INPUT_TUNCTL_H

#include <stdbool.h>

#include "model/fault.h"
#include "model/request.h"

/* A program with this grammar: that of uml-utilities, VirtualBox's copy or VDE's. */
struct tunctl_program {
	const char *name;
	const char *usage; /* its own usage text */
	bool tun_by_name;  /* a name that begins with tun means a tun */
};

/* The program with that name, or NULL. */
const struct tunctl_program *tunctl_find(const char *name) __attribute__((nonnull));

struct tunctl_line {
	char *name;		/* what to create or delete; owned */
	char *device;		/* -f, owned; NULL: the default */
	struct request request; /* mode, owner, group */
	bool remove;		/* -d */
	bool brief;		/* -b */
	bool typed;		/* -n or -p */
};

/*
 * Parses the command line. tunctl has only status 1 for failures, whatever the status of the fault;
 * the caller maps it.
 */
struct fault *tunctl_parse(const struct tunctl_program *program, int argc, char *const *argv,
			   struct tunctl_line *line) __attribute__((nonnull)) must_check;

void tunctl_line_clear(struct tunctl_line *line) __attribute__((nonnull));

#endif
