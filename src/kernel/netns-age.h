/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a network namespace was there before something else. */
#ifndef TUNADM_KERNEL_NETNS_AGE_H
#define TUNADM_KERNEL_NETNS_AGE_H

#include <stdbool.h>

/*
 * Whether the current network namespace is the machine's own, which Linux tells since 5.14
 * (SO_NETNS_COOKIE).
 */
bool netns_is_first(void);

/*
 * Whether it is surely older than the process with that line of /proc/PID/stat. The kernel tells of
 * no namespace when it was made, but of each address: one of the loopback interface that is older
 * than the process tells, and without one it is not known.
 */
bool netns_is_older(const char *stat) __attribute__((nonnull));

#endif
