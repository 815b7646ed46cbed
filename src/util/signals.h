/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Signals: the three that ask a command to end, and how it ends of them. The only user of
 * sigaction(2).
 */
#ifndef TUNADM_UTIL_SIGNALS_H
#define TUNADM_UTIL_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/*
 * From here on SIGINT, SIGTERM and SIGHUP are noted, and no longer end the program: who works asks
 * signals_caught() between two steps, puts things in order and returns, and main() ends it of that
 * signal. One that was inherited as ignored stays ignored. Calling it again changes nothing.
 *
 * A call that waits ends with EINTR. One that is made right after the signal would wait all the
 * same: a second later, and each second from then on, it is interrupted as well, and the end is
 * overdue.
 */
void signals_catch(void);

/* The signal that was caught first, or 0. */
int signals_caught(void) __attribute__((warn_unused_result));

/* Whether it was caught more than a second ago: what waits for others is given up now. */
bool signals_overdue(void) __attribute__((warn_unused_result));

/* "SIGINT"; for the three only. */
const char *signals_name(int number) __attribute__((returns_nonnull, const));

/*
 * For a command that waits: catches as above, but blocks the three, and *while_waiting is the mask
 * for ppoll(2), so that none comes between the look at signals_caught() and the wait. What the
 * command becomes by execve(2) would inherit the blocked mask.
 */
void signals_catch_waiting(sigset_t *while_waiting) __attribute__((nonnull));

/* Forgets what was caught, for a command whose proper end it is: main() returns its status then. */
void signals_forget(void);

/* Dies of the signal that was caught, if one was: to be called when all is in order and written. */
void signals_die(void);

/*
 * A reader that is gone is a write error to report from here on, and not a death half-way. Caught,
 * and not ignored, SIGPIPE is what it was for the command that `exec` becomes.
 */
void signals_survive_broken_pipes(void);

#endif
