/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the service manager passes to this process: the receiving end of sd_listen_fds(3). */
#ifndef TUNADM_INPUT_LISTEN_FDS_H
#define TUNADM_INPUT_LISTEN_FDS_H

/*
 * The descriptor that was passed under this name (LISTEN_FDS, LISTEN_PID, LISTEN_FDNAMES), which
 * the caller then owns, or -1. All that was passed becomes close-on-exec, what has another name, or
 * the same once more, is closed, and the environment is cleared of it. What was meant for another
 * process is left alone.
 */
int listen_fds_take(const char *name) __attribute__((nonnull, warn_unused_result));

#endif
