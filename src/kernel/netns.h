/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Network namespaces: entering one, and telling them apart. */
#ifndef TUNADM_KERNEL_NETNS_H
#define TUNADM_KERNEL_NETNS_H

#include <stdbool.h>
#include <sys/types.h>

#include "model/fault.h"

/*
 * Enters the network namespace that `ip netns` keeps under /run/netns by that name, or that a
 * path (anything with a slash) leads to: setns(2). Everything opened afterwards belongs to it.
 * Needs CAP_SYS_ADMIN. Status 1 where there is none of that name.
 */
struct fault *netns_enter(const char *name) __attribute__((nonnull)) must_check;

/* The inode number of the network namespace that the process is in: namespaces(7). */
struct fault *netns_current(ino_t *netns) __attribute__((nonnull)) must_check;

/*
 * Whether root in this process's user namespace governs the network namespace it is in: the one
 * that owns it is this one or below it (NS_GET_USERNS, ioctl_ns(2)).
 */
struct fault *netns_is_governed(bool *governed) __attribute__((nonnull)) must_check;

#endif
