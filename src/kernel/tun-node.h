/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The node of the tun device, /dev/net/tun: opening it, and what is wrong if that fails. */
#ifndef TUNADM_KERNEL_TUN_NODE_H
#define TUNADM_KERNEL_TUN_NODE_H

#include <stdbool.h>
#include <sys/types.h>

#include "kernel/credentials.h"
#include "kernel/tun-node-state.h"
#include "model/fault.h"

/*
 * From now on opens this path instead of TUN_DEVICE_PATH; it must be the same device, and the
 * caller owns the string.
 */
struct fault *tun_use_device(const char *path) __attribute__((nonnull)) must_check;

/* The path that is opened. */
const char *tun_device(void) __attribute__((returns_nonnull));

/* Whether a character device with this number is the tun device, from stat(2)'s st_rdev. */
bool tun_is_device(dev_t device);

/* Whether the descriptor is one of the tun device; another one is not affected. */
bool tun_is_descriptor(int fd);

/*
 * Opens the device for one queue, close-on-exec; the caller owns *fd. The interface will belong to
 * the process's current network namespace. The fault is that of tun_node_fault().
 */
struct fault *tun_open(int *fd) __attribute__((nonnull)) must_check;

/*
 * Checks the node for a user, or with NULL for this process. If this process has the right, a child
 * becomes that user and asks the kernel; opening the device attaches to nothing. A fault means that
 * the check failed. tun_node_clear() ends it.
 */
struct fault *tun_node_look(const struct credentials *who, struct tun_node *node)
	__attribute__((nonnull(2))) must_check;

#endif
