/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When to have a glance at interfaces because somebody has opened or closed the tun device. */
#ifndef TUNADM_INTERFACE_GLANCES_H
#define TUNADM_INTERFACE_GLANCES_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The kernel tells of a carrier up to a second late when it has changed shortly before, and of a
 * link that is down not at all. But a program opens the device before it attaches, and closes it
 * when it detaches: so some looks right after that see what comes of it, within milliseconds. They
 * take no more than a twentieth of the time, whoever opens the device in a loop.
 */
struct glances {
	int fd;		/* tun_watch(), or -1: then there are none */
	int64_t opened; /* when it was opened or closed last, 0: never */
	bool deaf;	/* nothing is heard for a moment */
	size_t next;	/* how many of the glances after that are done */
	int64_t rest;	/* no glance before that moment */
};

void glances_begin(struct glances *glances) __attribute__((nonnull));
void glances_end(struct glances *glances) __attribute__((nonnull));

/* When something is to be done for it, by clock_now(). */
int64_t glances_due(const struct glances *glances) __attribute__((nonnull));

/* Fills in what is to be waited for beside that, which is nothing (-1) for a while at times. */
void glances_listen(const struct glances *glances, struct pollfd *pollfd) __attribute__((nonnull));

/* Takes what the wait has brought, and says whether it is time for a glance. */
bool glances_take(struct glances *glances, const struct pollfd *pollfd) __attribute__((nonnull));

/*
 * Whether the last one came so late that a program which raises the carrier had done so: what costs
 * more can be looked at.
 */
bool glances_are_late(const struct glances *glances) __attribute__((nonnull, pure));

/* To be told when a look that took from then to now is done. */
void glances_looked(struct glances *glances, int64_t begun) __attribute__((nonnull));

#endif
