/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SIGINT, SIGTERM and SIGHUP: how a command notes them, and dies of them. No other file calls
 * sigaction(2).
 */
#ifndef TUNADM_UTIL_SIGNALS_H
#define TUNADM_UTIL_SIGNALS_H

#include <poll.h>
#include <signal.h>
#include <stdbool.h>

/*
 * After this call SIGINT, SIGTERM and SIGHUP no longer end the program, but are noted. A command
 * asks signals_caught() between two steps, puts things in order and returns; then main() dies of
 * that signal. A signal that was inherited as ignored stays ignored. A second call changes nothing.
 *
 * A signal interrupts a waiting system call with EINTR. It also interrupts a call that begins to
 * wait right after it, a second later, and again every second from then on. From the first of these
 * interruptions on, the end is overdue.
 */
void signals_catch(void);

/* Returns the signal that was caught first, or 0. */
int signals_caught(void) __attribute__((warn_unused_result));

/* Whether a signal was caught more than a second ago: then no more waiting for others. */
bool signals_overdue(void) __attribute__((warn_unused_result));

/* Returns the name, such as "SIGINT", of one of the three. */
const char *signals_name(int number) __attribute__((returns_nonnull, const));

/*
 * Waits like ppoll(2). It fails with EINTR as soon as one of the three signals is caught, even if
 * that was before the call. The signals are blocked only during the call: a command that waits also
 * writes, and a write without a reader must end.
 */
int signals_poll(struct pollfd *fds, nfds_t count, const struct timespec *timeout);

/* Forgets the signal if it is the regular end of the command: main() then returns the status. */
void signals_forget(void);

/* Dies of the signal that was caught, if any. Call it when all is in order and written. */
void signals_die(void);

/*
 * After this call a reader that is gone is a write error to report, and does not kill the program.
 * SIGPIPE is caught, not ignored, so that the command that `exec` becomes gets it as before.
 */
void signals_survive_broken_pipes(void);

#endif
