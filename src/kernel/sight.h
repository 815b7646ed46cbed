/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sight: how many of the processes that may hold an interface /proc shows, and words for that. */
#ifndef TUNADM_KERNEL_SIGHT_H
#define TUNADM_KERNEL_SIGHT_H

#include <stdbool.h>
#include <sys/types.h>

/* Why processes may be missing. Several reasons can apply; 0: none is missing. */
enum sight_gap {
	SIGHT_NO_PROC = 1 << 0, /* /proc is not mounted, or is not procfs */
	SIGHT_HIDDEN = 1 << 1,	/* it does not list the processes of others: hidepid= */
	SIGHT_CLOSED = 1 << 2,	/* it lists some that this process may not inspect */
	SIGHT_OUTSIDE = 1 << 3, /* processes outside of the PID namespace may hold it */
	SIGHT_UNSURE = 1 << 4,	/* a process may hold a namesake: holders_gaps() */
	SIGHT_CUT = 1 << 5,	/* reading it failed, for want of descriptors as a rule */
};

/* The relation of /proc to this process. */
struct sight {
	unsigned int gaps; /* SIGHT_NO_PROC and SIGHT_OUTSIDE; a scan of /proc finds the others */
	bool own;	   /* it has the same process numbers as this process */
	pid_t self;	   /* this process's number there, 0 if it is not shown */
};

/* Examines the file system mounted on /proc; the descriptor is of its directory. */
void sight_look(int proc, struct sight *sight) __attribute__((nonnull));

/*
 * Checks whether a scan that found no process is reliable, for SIGHT_OUTSIDE.
 *
 * A PID namespace does not show processes outside of it. If the network namespace is older, or is
 * the machine's initial one, processes outside may be attached to its interfaces.
 */
void sight_look_outside(int proc, struct sight *sight) __attribute__((nonnull));

/* The most serious reason in words: "/proc is not mounted". For 0: "". */
const char *sight_reason(unsigned int gaps) __attribute__((const, returns_nonnull));

/* What is needed to see all processes, to follow the reason and "; ". */
const char *sight_takes(unsigned int gaps) __attribute__((returns_nonnull));

/* The reason, and that an interface may be in use nevertheless. For 0: "". */
const char *sight_doubt(unsigned int gaps) __attribute__((const, returns_nonnull));

#endif
