/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the sweep runs: a command in a state of the kernel. */
#ifndef TUNADM_TESTS_SCENARIOS_H
#define TUNADM_TESTS_SCENARIOS_H

#include <stddef.h>

enum scenario_flags {
	/* If killed half-way, it may have done a part; running it again does the rest. */
	RESUMABLE = 1 << 0,
	/* If killed half-way, it may leave the links in a group of their own. */
	REGROUPS = 1 << 1,
	/* Not in the quick subset. */
	LONG = 1 << 2,
	/* Lists what it can find out: if a call fails, a name or a process may be missing. */
	LISTS = 1 << 3,
	/* Attaches like a program, so the link has had a carrier, whatever the result. */
	ATTACHES = 1 << 4,
	/* Switches the carrier off for a moment; if killed then, it does not restore it. */
	UNPLUGS = 1 << 5,
};

/* The file for a scenario's table. */
#define TABLE_PATH "/mnt/tuntab"

struct scenario {
	const char *name;
	const char *needs;   /* a shell command that fails if the kernel lacks it; NULL: none */
	const char *setup;   /* shell commands in an empty network namespace */
	const char *hold;    /* an interface, as "NAME MODE", to which the sweep itself attaches */
	const char *left;    /* the same, in which a program that has ended left settings */
	const char *called;  /* another name than "tunadm" */
	const char *command; /* the words after it, separated by blanks */
	unsigned int flags;
	/*
	 * What the kernel cannot undo: these facts, separated by blanks, may be as asked after a
	 * failure, if its message says so in these words.
	 */
	const char *stays;
	const char *says;
};

extern const struct scenario scenarios[];
extern const size_t scenario_count;

#endif
