/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an acknowledgement says: the kernel's own words, and the end of a dump. */
#ifndef TUNADM_KERNEL_LINK_ACK_H
#define TUNADM_KERNEL_LINK_ACK_H

struct nlmsghdr;

/*
 * The text of an extended ack in an NLMSG_ERROR message, or NULL: it points into the message and
 * ends with a NUL byte (Documentation/userspace-api/netlink/intro.rst).
 */
const char *link_ack_text(struct nlmsghdr *message) __attribute__((nonnull));

/*
 * The errno value (positive) in the NLMSG_DONE message of a dump, or 0: once the kernel has sent a
 * part of a dump, this is its only way to report a failure. *text is as above.
 */
int link_ack_done(struct nlmsghdr *message, const char **text) __attribute__((nonnull));

#endif
