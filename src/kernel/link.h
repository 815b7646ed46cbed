/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Looks up and lists links by rtnetlink. */
#ifndef TUNADM_KERNEL_LINK_H
#define TUNADM_KERNEL_LINK_H

#include <stdbool.h>

#include "model/device.h"
#include "model/fault.h"

struct link_socket;

/*
 * All faults carry the kernel's errno, have the kernel's extended ack as the reason if there is
 * one, and name no object. Reference: rtnetlink(7), Documentation/netlink/specs/rt_link.
 */

/*
 * Looks up a link of any kind by name or alternative name (Linux 5.5). The caller clears *device.
 * If there is none, that is no fault, and *device is empty: its ifindex is 0.
 */
struct fault *link_find(struct link_socket *socket, const char *name, struct device *device)
	__attribute__((nonnull)) must_check;

/* The same by index. */
struct fault *link_find_index(struct link_socket *socket, int ifindex, struct device *device)
	__attribute__((nonnull)) must_check;

/*
 * Appends all tun/tap interfaces, or with all_kinds all links, to the list: one dump. After a fault
 * the list is unchanged.
 */
struct fault *link_dump(struct link_socket *socket, bool all_kinds, struct device_list *list)
	__attribute__((nonnull)) must_check;

#endif
