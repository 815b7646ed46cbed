/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the kernel and udevd say of devices: their messages, and who listens to them. */
#ifndef TUNADM_KERNEL_UDEV_MESSAGE_H
#define TUNADM_KERNEL_UDEV_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The multicast groups of NETLINK_KOBJECT_UEVENT, as bits. */
#define UDEV_GROUP_KERNEL 1u /* what the kernel tells of a device */
#define UDEV_GROUP_UDEVD  2u /* what udevd passes on when it is done with that */

struct udev_message {
	uint64_t sequence; /* SEQNUM: the same in the kernel's message and in udevd's */
	int ifindex;	   /* 0: it is not about a network interface */
	bool removed;	   /* the interface is gone */
};

/*
 * Reads a message of either group: "ACTION@DEVPATH" and then "KEY=VALUE" lines that end with a zero
 * byte, or libudev's header and such lines. False: it is none, or has no sequence number.
 */
bool udev_message_read(const char *data, size_t size, struct udev_message *message)
	__attribute__((nonnull));

/*
 * Whether a line of /proc/net/netlink is that of a socket that hears what the kernel tells of
 * devices, as udevd's does.
 */
bool udev_line_listens(const char *line) __attribute__((nonnull, pure));

/* Whether a line of /proc/net/unix is that of a socket through which udevd is told what to do. */
bool udev_line_controls(const char *line) __attribute__((nonnull, pure));

#endif
