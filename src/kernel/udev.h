/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Waiting until udevd is done with interfaces that were just made. */
#ifndef TUNADM_KERNEL_UDEV_H
#define TUNADM_KERNEL_UDEV_H

#include <stdbool.h>
#include <stddef.h>

#include "model/fault.h"

/*
 * udevd hears of each new interface in the network namespace that it runs in, and renames and
 * configures it (systemd.link(5)) some time after it was made: at most what follows is its own. It
 * tells when it is done, to group 2 of NETLINK_KOBJECT_UEVENT, in the order of the kernel's
 * sequence numbers for one interface.
 */
struct udev;

/*
 * Begins to listen, before the first interface is made. *udev is NULL where no udevd serves the
 * network namespace that the process is in: no socket there hears what the kernel tells of devices,
 * or none was made there in /run/udev. udev_close() ends it.
 */
struct fault *udev_open(struct udev **udev) __attribute__((nonnull)) must_check;

/* Adds an interface to those that udev_settle() waits for, right after it was made. */
struct fault *udev_expect(struct udev *udev, int ifindex) __attribute__((nonnull)) must_check;

enum udev_end {
	UDEV_SETTLED, /* it is done with all of them */
	UDEV_STALLED, /* it has come no further for a while */
	UDEV_STOPPED, /* `proceed` would not wait any longer */
};

/*
 * Waits until udevd is done with all that is expected. It ends too when for five seconds udevd was
 * done with none of them, nor with a device of which the kernel had told before them: so events of
 * other devices that never end do not prolong it. What has stalled once is waited for no more until
 * udevd moves again. `proceed` is called at least once a second with how many it is done with.
 */
enum udev_end udev_settle(struct udev *udev, bool (*proceed)(void *, size_t, size_t), void *data)
	__attribute__((nonnull(1), warn_unused_result));

/* How many are expected, and with how many of these udevd is done. */
size_t udev_expected(const struct udev *udev) __attribute__((nonnull, pure));
size_t udev_settled(const struct udev *udev) __attribute__((nonnull, pure));

/* Whether udevd is done with that one, or it was never expected. */
bool udev_is_settled(const struct udev *udev, int ifindex) __attribute__((nonnull, pure));

/* Expects none any more. */
void udev_forget(struct udev *udev) __attribute__((nonnull));

void udev_close(struct udev *udev);

#endif
