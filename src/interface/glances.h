/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When to look at interfaces because a process has opened or closed the tun device. */
#ifndef TUNADM_INTERFACE_GLANCES_H
#define TUNADM_INTERFACE_GLANCES_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The kernel reports a change of the carrier up to a second late if another one came shortly
 * before, and reports nothing about a link that is down. But a program opens the device before it
 * attaches and closes it to detach, so a few looks right after that find the change within
 * milliseconds. They take at most a twentieth of the time, even if a process opens the device in a
 * loop.
 */
struct glances {
	int fd;		/* tun_watch(), or -1: there are no glances */
	int64_t opened; /* when it was last opened or closed, 0: never */
	bool deaf;	/* events are not read for a moment */
	size_t next;	/* how many of the glances after that are done */
	int64_t rest;	/* no glance before this time */
};

void glances_begin(struct glances *glances) __attribute__((nonnull));
void glances_end(struct glances *glances) __attribute__((nonnull));

/* When the next action is due, by clock_now(). */
int64_t glances_due(const struct glances *glances) __attribute__((nonnull));

/* Fills in what else to wait for, which is sometimes nothing (-1). */
void glances_listen(const struct glances *glances, struct pollfd *pollfd) __attribute__((nonnull));

/* Handles the result of the wait, and says whether it is time for a glance. */
bool glances_take(struct glances *glances, const struct pollfd *pollfd) __attribute__((nonnull));

/*
 * Whether the last glance came so late that a program which raises the carrier would have done so:
 * then a more expensive look makes sense.
 */
bool glances_are_late(const struct glances *glances) __attribute__((nonnull, pure));

/* Call this after a look, with its start and end times. */
void glances_looked(struct glances *glances, int64_t begun) __attribute__((nonnull));

#endif
