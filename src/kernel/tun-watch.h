/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Being told that somebody opens or closes the tun device. */
#ifndef TUNADM_KERNEL_TUN_WATCH_H
#define TUNADM_KERNEL_TUN_WATCH_H

/*
 * A descriptor, owned by the caller, for tun_watch_arm(); -1 where inotify(7) is not to be had.
 */
int tun_watch(void) __attribute__((warn_unused_result));

/*
 * Has the descriptor become readable, once, when any process opens or closes this device node,
 * whatever it then does with it, and in whatever network namespace. It is a hint and no more: a
 * container may have a node of its own, and the descriptor is opened before it is attached, and
 * closed before it is off its interface. Takes off what was there to be read.
 */
void tun_watch_arm(int fd);

#endif
