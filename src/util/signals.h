/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SIGINT, SIGTERM and SIGHUP: how a command notes them, and dies of them. No other file calls
 * sigaction(2).
 */
#ifndef TUNADM_UTIL_SIGNALS_H
#define TUNADM_UTIL_SIGNALS_H

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

/* Whether a signal was caught more than a second ago: then nothing waits for others any longer. */
bool signals_overdue(void) __attribute__((warn_unused_result));

/* Returns the name, such as "SIGINT", of one of the three. */
const char *signals_name(int number) __attribute__((returns_nonnull, const));

/*
 * Does the same for a command that waits. The three signals are blocked, and *while_waiting is the
 * mask for ppoll(2), so that no signal arrives between signals_caught() and the wait. A program
 * that execve(2) starts would inherit the blocked mask.
 */
void signals_catch_waiting(sigset_t *while_waiting) __attribute__((nonnull));

/* Forgets the signal when it is the command's proper end: main() then returns the status. */
void signals_forget(void);

/* Dies of the signal that was caught, if any. Call it when all is in order and written. */
void signals_die(void);

/*
 * After this call a reader that is gone is a write error to report, and does not kill the program.
 * SIGPIPE is caught, not ignored, so that the command that `exec` becomes gets it as before.
 */
void signals_survive_broken_pipes(void);

#endif
