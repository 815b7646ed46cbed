/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Network namespaces: entering and comparing them. */
#ifndef TUNADM_KERNEL_NETNS_H
#define TUNADM_KERNEL_NETNS_H

#include <stdbool.h>
#include <sys/types.h>

#include "model/fault.h"

/*
 * Enters a network namespace by setns(2): the one that `ip netns` keeps under /run/netns with that
 * name, or the one at that path (anything with a slash). Everything opened afterwards belongs to
 * it. Needs CAP_SYS_ADMIN. Status 1 if there is none with that name.
 */
struct fault *netns_enter(const char *name) __attribute__((nonnull)) must_check;

/* The inode number of the process's current network namespace: namespaces(7). */
struct fault *netns_current(ino_t *netns) __attribute__((nonnull)) must_check;

/*
 * Whether root of this process's user namespace governs its current network namespace, that is,
 * whether the owning user namespace is this one or a descendant (NS_GET_USERNS, ioctl_ns(2)).
 */
struct fault *netns_is_governed(bool *governed) __attribute__((nonnull)) must_check;

#endif
