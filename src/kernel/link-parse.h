/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From netlink messages to devices and addresses; independent of any socket. */
#ifndef TUNADM_KERNEL_LINK_PARSE_H
#define TUNADM_KERNEL_LINK_PARSE_H

#include <linux/netlink.h>

#include "kernel/link-address.h"
#include "model/device.h"

/*
 * Reads an RTM_NEWLINK or RTM_DELLINK message, whose nlmsg_len must be within its memory. Returns 0
 * and fills in *device, which the caller clears; or a negative errno value with *device empty:
 * -EBADMSG for a message that does not describe a link, -ENOMEM.
 */
int link_parse(struct nlmsghdr *message, struct device *device)
	__attribute__((nonnull, warn_unused_result));

/*
 * The same for RTM_NEWADDR and RTM_DELADDR; *address owns nothing. -EAFNOSUPPORT: the address of a
 * link, but neither IPv4 nor IPv6.
 */
int link_parse_address(struct nlmsghdr *message, struct link_address *address)
	__attribute__((nonnull, warn_unused_result));

/*
 * The text of an extended ack in an NLMSG_ERROR message, or NULL: it points into the message and
 * ends with a NUL byte (Documentation/userspace-api/netlink/intro.rst).
 */
const char *link_parse_ack(struct nlmsghdr *message) __attribute__((nonnull));

/*
 * The errno value (positive) in the NLMSG_DONE message of a dump, or 0: once the kernel has sent a
 * part of a dump, this is its only way to report a failure. *text is as above.
 */
int link_parse_done(struct nlmsghdr *message, const char **text) __attribute__((nonnull));

#endif
