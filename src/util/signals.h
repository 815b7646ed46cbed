/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SIGINT, SIGTERM and SIGHUP: how a command notes them, and dies of them. All of sigaction(2) is
 * here.
 */
#ifndef TUNADM_UTIL_SIGNALS_H
#define TUNADM_UTIL_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/*
 * From here on SIGINT, SIGTERM and SIGHUP no longer end the program, but are noted. A command asks
 * signals_caught() between two steps, puts things in order and returns; main() then dies of that
 * signal. A signal that was inherited as ignored stays ignored. A second call changes nothing.
 *
 * A system call that waits ends with EINTR. A call that begins to wait right after the signal is
 * interrupted a second later, and every second from then on; the end is overdue then.
 */
void signals_catch(void);

/* The signal that was caught first, or 0. */
int signals_caught(void) __attribute__((warn_unused_result));

/* Whether a signal was caught more than a second ago: nothing waits for others any longer. */
bool signals_overdue(void) __attribute__((warn_unused_result));

/* "SIGINT"; for the three only. */
const char *signals_name(int number) __attribute__((returns_nonnull, const));

/*
 * The same for a command that waits. The three signals are blocked, and *while_waiting is the mask
 * for ppoll(2), so that no signal comes between signals_caught() and the wait. execve(2) would hand
 * the blocked mask on.
 */
void signals_catch_waiting(sigset_t *while_waiting) __attribute__((nonnull));

/* Forgets the signal, where it is the command's proper end: main() then returns the status. */
void signals_forget(void);

/* Dies of the signal that was caught, if any. To be called when all is in order and written. */
void signals_die(void);

/*
 * From here on a reader that is gone is a write error to report, and not a death half-way. SIGPIPE
 * is caught, not ignored, so that it is as before for the command that `exec` becomes.
 */
void signals_survive_broken_pipes(void);

#endif
