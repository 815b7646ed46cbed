/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Links by rtnetlink, through libnl: look up, list, change, delete. */
#ifndef TUNADM_KERNEL_LINK_H
#define TUNADM_KERNEL_LINK_H

#include <stdbool.h>
#include <stdint.h>

#include "model/device.h"
#include "model/fault.h"

/* A netlink socket in the network namespace that the process was in when it was opened. */
struct link_socket;

/*
 * All faults carry the kernel's errno, the kernel's own words (extended ack) as the reason where
 * it gives some, and name no object. Reference: rtnetlink(7), Documentation/netlink/specs/rt_link.
 */
struct fault *link_open(struct link_socket **socket) __attribute__((nonnull)) must_check;
void link_close(struct link_socket *socket);

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

/* Changes nothing of the link. EPERM: this process may not change it (RTM_NEWLINK asks first). */
struct fault *link_probe_right(struct link_socket *socket, int ifindex)
	__attribute__((nonnull)) must_check;

/* Deletes one link, attached or not. */
struct fault *link_delete(struct link_socket *socket, int ifindex)
	__attribute__((nonnull)) must_check;

/* Deletes all links of the group (not 0) at the price of one. */
struct fault *link_delete_group(struct link_socket *socket, uint32_t link_group)
	__attribute__((nonnull)) must_check;

/* Adds an alternative name, or takes one away (RTM_NEWLINKPROP, Linux 5.5). EEXIST: it is taken. */
struct fault *link_add_altname(struct link_socket *socket, int ifindex, const char *name)
	__attribute__((nonnull)) must_check;
struct fault *link_remove_altname(struct link_socket *socket, int ifindex, const char *name)
	__attribute__((nonnull)) must_check;

static inline void cleanup_link_socket(struct link_socket **socket)
{
	link_close(*socket);
}

#define auto_link_socket __attribute__((cleanup(cleanup_link_socket)))

#endif
