/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From netlink messages to devices; independent of any socket. */
#ifndef TUNADM_KERNEL_LINK_PARSE_H
#define TUNADM_KERNEL_LINK_PARSE_H

#include "model/device.h"

struct nlattr;
struct nlmsghdr;

/*
 * Reads an RTM_NEWLINK or RTM_DELLINK message, whose nlmsg_len must be within its memory. Returns 0
 * and fills in *device, which the caller clears; or a negative errno value with *device empty:
 * -EBADMSG for a message that does not describe a link, -ENOMEM.
 */
int link_parse(struct nlmsghdr *message, struct device *device)
	__attribute__((nonnull, warn_unused_result));

/* Whether the attribute, of type NLA_U8 or NULL, is there and set. */
bool link_parse_flag(struct nlattr *attr);

#endif
