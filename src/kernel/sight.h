/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sight: how much /proc shows of the processes that may hold an interface, and the words for it. */
#ifndef TUNADM_KERNEL_SIGHT_H
#define TUNADM_KERNEL_SIGHT_H

#include <stdbool.h>
#include <sys/types.h>

/* Why processes may be missing. All of them can come together; 0: none is missing. */
enum sight_gap {
	SIGHT_NO_PROC = 1 << 0, /* /proc is not mounted, or is no procfs */
	SIGHT_HIDDEN = 1 << 1,	/* it does not list the processes of others: hidepid= */
	SIGHT_CLOSED = 1 << 2,	/* it lists some that this process may not look into */
	SIGHT_OUTSIDE = 1 << 3, /* the network namespace is not this PID namespace's alone */
	SIGHT_UNSURE = 1 << 4,	/* one is seen that holds a namesake perhaps: holders_gaps() */
};

/* What /proc is to this process. */
struct sight {
	unsigned int gaps; /* SIGHT_NO_PROC and SIGHT_OUTSIDE; a pass over /proc finds the others */
	bool own;	   /* it numbers processes as this process does */
	pid_t self;	   /* this process there, 0 if it does not show it */
};

/* Looks at what is mounted on /proc, of which the descriptor is an open directory. */
void sight_look(int proc, struct sight *sight) __attribute__((nonnull));

/*
 * Looks whether a pass that has found nobody can rely on that, for SIGHT_OUTSIDE.
 *
 * A PID namespace shows no process outside of it. If the network namespace is older than it, or is
 * the machine's own, processes outside may be attached to its interfaces.
 */
void sight_look_outside(int proc, struct sight *sight) __attribute__((nonnull));

/* What is missing, the gravest first: "/proc is not mounted". Of 0: "". */
const char *sight_reason(unsigned int gaps) __attribute__((const, returns_nonnull));

/* What it takes to see all, in words that go on after the reason and "; ". */
const char *sight_takes(unsigned int gaps) __attribute__((returns_nonnull));

/* The reason, and that an interface may be held all the same. Of 0: "". */
const char *sight_doubt(unsigned int gaps) __attribute__((const, returns_nonnull));

#endif
