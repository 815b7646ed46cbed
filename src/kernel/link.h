/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Links by rtnetlink: look up and list. */
#ifndef TUNADM_KERNEL_LINK_H
#define TUNADM_KERNEL_LINK_H

#include <stdbool.h>

#include "model/device.h"
#include "model/fault.h"

struct link_socket;

/*
 * All faults carry the kernel's errno, the kernel's own words (extended ack) as the reason where
 * it gives some, and name no object. Reference: rtnetlink(7), Documentation/netlink/specs/rt_link.
 */

/*
 * Looks one link of any kind up by its name, or by an alternative name (Linux 5.5). The caller
 * clears *device. Status 3 (ENODEV) where there is none.
 */
struct fault *link_find(struct link_socket *socket, const char *name, struct device *device)
	__attribute__((nonnull)) must_check;

/* The same by index. */
struct fault *link_find_index(struct link_socket *socket, int ifindex, struct device *device)
	__attribute__((nonnull)) must_check;

/*
 * Appends every tun/tap interface to the list, or with all_kinds every link: one dump. After a
 * fault the list is what it was.
 */
struct fault *link_dump(struct link_socket *socket, bool all_kinds, struct device_list *list)
	__attribute__((nonnull)) must_check;

#endif
