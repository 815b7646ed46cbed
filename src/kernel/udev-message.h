/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages of the kernel and of udevd about devices, and who listens to them. */
#ifndef TUNADM_KERNEL_UDEV_MESSAGE_H
#define TUNADM_KERNEL_UDEV_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The multicast groups of NETLINK_KOBJECT_UEVENT, as bits. */
#define UDEV_GROUP_KERNEL 1u /* the kernel's messages about devices */
#define UDEV_GROUP_UDEVD  2u /* udevd's messages when it is done with them */

struct udev_message {
	uint64_t sequence; /* SEQNUM: the same in the kernel's message and in udevd's */
	int ifindex;	   /* 0: not about a network interface */
	bool renamed;	   /* the interface has a new name */
	bool removed;	   /* the interface is gone */
};

/*
 * Parses a message of either group: "ACTION@DEVPATH" followed by "KEY=VALUE" lines that end with a
 * NUL byte, or libudev's header and such lines. False: it is neither, or has no sequence number.
 */
bool udev_message_read(const char *data, size_t size, struct udev_message *message)
	__attribute__((nonnull));

/*
 * Whether a line of /proc/net/netlink is that of a socket that receives the kernel's messages about
 * devices, as udevd's does.
 */
bool udev_line_listens(const char *line) __attribute__((nonnull, pure));

/* Whether a line of /proc/net/unix is that of udevd's control socket. */
bool udev_line_controls(const char *line) __attribute__((nonnull, pure));

#endif
