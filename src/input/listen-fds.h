/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the service manager passes to this process: the receiving end of sd_listen_fds(3). */
#ifndef TUNADM_INPUT_LISTEN_FDS_H
#define TUNADM_INPUT_LISTEN_FDS_H

/*
 * Returns the descriptor that was passed under this name (LISTEN_FDS, LISTEN_PID, LISTEN_FDNAMES),
 * which the caller then owns, or -1. All passed descriptors become close-on-exec, those with
 * another name or with the same name again are closed, and the variables are removed from the
 * environment. Descriptors for another process are left alone.
 */
int listen_fds_take(const char *name) __attribute__((nonnull, warn_unused_result));

#endif
