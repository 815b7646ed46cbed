/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a network namespace is older than a process. */
#ifndef TUNADM_KERNEL_NETNS_AGE_H
#define TUNADM_KERNEL_NETNS_AGE_H

#include <stdbool.h>

/*
 * Whether the current network namespace is the machine's initial one, which can be known since
 * Linux 5.14 (SO_NETNS_COOKIE).
 */
bool netns_is_first(void);

/*
 * Whether it is certainly older than the process with that line of /proc/PID/stat. The kernel does
 * not report the age of a namespace, but that of each address: if an address of the loopback
 * interface is older than the process, so is the namespace; without such an address it is unknown.
 */
bool netns_is_older(const char *stat) __attribute__((nonnull));

#endif
