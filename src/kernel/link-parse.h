/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From netlink messages to devices and addresses, apart from any socket. */
#ifndef TUNADM_KERNEL_LINK_PARSE_H
#define TUNADM_KERNEL_LINK_PARSE_H

#include <linux/netlink.h>

#include "kernel/link-address.h"
#include "model/device.h"

/*
 * Reads an RTM_NEWLINK or RTM_DELLINK message, whose nlmsg_len is within the memory it lies in.
 * Returns 0 and fills *device, which the caller clears; or a negative errno value and leaves
 * *device empty: -EBADMSG for a message that is no description of a link, -ENOMEM.
 */
int link_parse(struct nlmsghdr *message, struct device *device)
	__attribute__((nonnull, warn_unused_result));

/*
 * The same for RTM_NEWADDR and RTM_DELADDR; nothing in *address is owned. -EAFNOSUPPORT: a link's
 * address, but neither an IPv4 nor an IPv6 one.
 */
int link_parse_address(struct nlmsghdr *message, struct link_address *address)
	__attribute__((nonnull, warn_unused_result));

/*
 * The text of an extended ack in an NLMSG_ERROR message, or NULL: it lies inside the message
 * and ends with a NUL byte there (Documentation/userspace-api/netlink/intro.rst).
 */
const char *link_parse_ack(struct nlmsghdr *message) __attribute__((nonnull));

/*
 * The errno value (positive) that ended a dump half-way, of its NLMSG_DONE message, or 0: the
 * kernel has no other way to say so once it has sent a part. *text is as above.
 */
int link_parse_done(struct nlmsghdr *message, const char **text) __attribute__((nonnull));

#endif
