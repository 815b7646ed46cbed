/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Waits until udevd is done with new interfaces. */
#ifndef TUNADM_KERNEL_UDEV_H
#define TUNADM_KERNEL_UDEV_H

#include <stdbool.h>
#include <stddef.h>

#include "model/fault.h"

/*
 * udevd is notified of each new interface in its network namespace, and renames and configures it
 * (systemd.link(5)) some time after its creation. When it is done, it sends a message to group 2 of
 * NETLINK_KOBJECT_UEVENT, for one interface in the order of the kernel's sequence numbers.
 */
struct udev;

/*
 * Starts to listen, before the first interface is created. *udev is NULL if no udevd serves the
 * process's network namespace: no socket there receives the kernel's messages about devices, or
 * none was created there in a /run/udev, which the process need not see. udev_close() ends it.
 */
struct fault *udev_open(struct udev **udev) __attribute__((nonnull)) must_check;

/* Adds an interface to those that udev_settle() waits for, right after its creation. */
struct fault *udev_expect(struct udev *udev, int ifindex) __attribute__((nonnull)) must_check;

enum udev_end {
	UDEV_SETTLED, /* udevd is done with all of them */
	UDEV_STALLED, /* it has made no progress for a while */
	UDEV_STOPPED, /* `proceed` ended the wait */
};

/*
 * Waits until udevd is done with all expected interfaces. It also ends if for five seconds udevd
 * has finished none of them, nor a device that the kernel announced before them: so an endless
 * stream of other events does not prolong the wait. Neither does one of events of the same
 * interface, of which it waits for what was announced before udevd was done with the first, and for
 * new names. After a stall, it does not wait again until
 * udevd makes progress. `proceed` is called at least once a second with how many are done.
 */
enum udev_end udev_settle(struct udev *udev, bool (*proceed)(void *, size_t, size_t), void *data)
	__attribute__((nonnull(1), warn_unused_result));

/* Whether udevd is done with that one, or it was not expected. */
bool udev_is_settled(const struct udev *udev, int ifindex) __attribute__((nonnull, pure));

/* Expects none any more. */
void udev_forget(struct udev *udev) __attribute__((nonnull));

void udev_close(struct udev *udev);

#endif
