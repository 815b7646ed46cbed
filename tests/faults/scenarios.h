/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the sweep runs: a command on a state of the kernel. */
#ifndef TUNADM_TESTS_SCENARIOS_H
#define TUNADM_TESTS_SCENARIOS_H

#include <stddef.h>

enum scenario_flags {
	/* Killed half-way it may have done a part, and does the rest when it is run again. */
	RESUMABLE = 1 << 0,
	/* Killed half-way it may leave the links in a group of their own. */
	REGROUPS = 1 << 1,
	/* Not in the quick cut. */
	LONG = 1 << 2,
	/* Lists what it can find out: a call that fails may leave a name or a process out. */
	LISTS = 1 << 3,
	/* Attaches as a program does: whatever comes of it, the link has had a carrier. */
	ATTACHES = 1 << 4,
	/* Takes the carrier away for a moment; killed in it, it does not give it back. */
	UNPLUGS = 1 << 5,
};

/* Where a scenario puts its table. */
#define TABLE_PATH "/mnt/tuntab"

struct scenario {
	const char *name;
	const char *needs; /* a line of shell that fails where the kernel lacks it; NULL */
	const char *setup;  /* a shell's commands in an empty network namespace */
	const char *hold;   /* an interface, by "NAME MODE", that the sweep itself is attached to */
	const char *left;   /* likewise one that a program, gone by then, has left something in */
	const char *called; /* another name than "tunadm" */
	const char *command; /* the words behind it, with blanks between */
	unsigned int flags;
	/*
	 * What the kernel cannot take back: these facts, separated by blanks, may be as asked after
	 * a failure, if its message says so in these words.
	 */
	const char *stays;
	const char *says;
};

extern const struct scenario scenarios[];
extern const size_t scenario_count;

#endif
