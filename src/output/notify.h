/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Notifies the service manager of the state of the service: the protocol of sd_notify(3). */
#ifndef TUNADM_OUTPUT_NOTIFY_H
#define TUNADM_OUTPUT_NOTIFY_H

/*
 * Sends the state ("READY=1\nSTATUS=...") to the socket in NOTIFY_SOCKET, a path or, with a leading
 * @, an abstract address, and waits some seconds if it is busy. Without a service manager, or if it
 * does not listen, nothing is sent and the service goes on.
 */
void notify_manager(const char *state) __attribute__((nonnull));

/*
 * The same with a duplicate of the descriptor, for "FDSTORE=1\nFDNAME=..." in the state. If the
 * descriptor cannot be sent, the state is sent without it.
 */
void notify_manager_with(const char *state, int fd) __attribute__((nonnull));

#endif
