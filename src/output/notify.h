/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Telling the service manager how far a service is: the protocol of sd_notify(3). */
#ifndef TUNADM_OUTPUT_NOTIFY_H
#define TUNADM_OUTPUT_NOTIFY_H

/*
 * Sends the state ("READY=1\nSTATUS=...") to the socket that NOTIFY_SOCKET names, a path or, with
 * an @ first, an abstract one, and waits some seconds for one that is busy. Without a service
 * manager, or with one that does not listen, it does nothing: the service goes on all the same.
 */
void notify_manager(const char *state) __attribute__((nonnull));

/*
 * The same with a duplicate of the descriptor, for "FDSTORE=1\nFDNAME=..." in the state. If that
 * cannot be sent, the state is sent without it.
 */
void notify_manager_with(const char *state, int fd) __attribute__((nonnull));

#endif
