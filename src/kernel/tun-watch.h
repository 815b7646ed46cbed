/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Notification when a process opens or closes the tun device. */
#ifndef TUNADM_KERNEL_TUN_WATCH_H
#define TUNADM_KERNEL_TUN_WATCH_H

/* A descriptor, owned by the caller, for tun_watch_arm(); -1 if inotify(7) is not available. */
int tun_watch(void) __attribute__((warn_unused_result));

/*
 * Makes the descriptor become readable, once, when any process opens or closes this device node,
 * for any purpose and in any network namespace. This is only a hint: a container may have its own
 * node, and the device is opened before the process attaches and closed before it has detached.
 * Discards earlier events.
 */
void tun_watch_arm(int fd);

#endif
