/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The mounts that this process sees. */
#ifndef TUNADM_KERNEL_MOUNTS_H
#define TUNADM_KERNEL_MOUNTS_H

#include <stdbool.h>

/* Receives a mount point; returns true to end the search. */
typedef bool mount_fn(const char *path, void *data);

/*
 * Calls fn for each mount of this type, in the order of /proc/self/mountinfo, until it returns
 * true. Returns whether it did; also false without /proc.
 */
bool mounts_find(const char *type, mount_fn *fn, void *data) __attribute__((nonnull(1, 2)));

#endif
