/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Walks netlink messages without the cast of NLMSG_NEXT(), which ignores alignment. */
#ifndef TUNADM_TESTS_NEXT_MESSAGE_H
#define TUNADM_TESTS_NEXT_MESSAGE_H

#include <linux/netlink.h>

/*
 * The message after this one; *rest is what remains from there. NLMSG_OK() tells whether there is
 * one.
 */
static inline struct nlmsghdr *next_message(struct nlmsghdr *message, unsigned int *rest)
{
	unsigned int size = NLMSG_ALIGN(message->nlmsg_len);

	*rest = *rest > size ? *rest - size : 0;
	return (void *)((char *)message + size);
}

#endif
