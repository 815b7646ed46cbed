// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * broken-dump.so: preloaded into a program, makes one netlink dump fail half-way, as the kernel
 * would report it: with an errno value in the NLMSG_DONE that ends it. BROKEN_DUMP is "WHICH
 * ERRNO": the number of the dump, from 1, or 0 for all of them, and the value. The messages of the
 * last part, which come with the end, are lost.
 */
#include "next-message.h"

#include <linux/netlink.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool is_which(int *error)
{
	static int dumps;
	const char *text = getenv("BROKEN_DUMP");
	int which;

	dumps++;
	return text && sscanf(text, "%d %d", &which, error) == 2 && (which == 0 || which == dumps);
}

/* Puts the end of the dump, with its error, where the messages begin. Returns the new size. */
static ssize_t edit(const struct msghdr *msg, ssize_t size)
{
	char *buffer = msg->msg_iovlen ? msg->msg_iov[0].iov_base : NULL;
	const struct sockaddr_nl *peer = msg->msg_name;
	struct nlmsghdr *message = (void *)buffer;
	unsigned int rest = (unsigned int)size;

	if (!buffer || !peer || peer->nl_family != AF_NETLINK ||
	    (size_t)size > msg->msg_iov[0].iov_len)
		return size;
	for (; NLMSG_OK(message, rest); message = next_message(message, &rest)) {
		int error;

		if (message->nlmsg_type != NLMSG_DONE || !is_which(&error))
			continue;
		error = -error;
		memmove(buffer, message, message->nlmsg_len);
		memcpy(buffer + NLMSG_HDRLEN, &error, sizeof(error));
		message = (void *)buffer;
		return (ssize_t)message->nlmsg_len;
	}
	return size;
}

ssize_t recvmsg(int fd, struct msghdr *msg, int flags)
{
	ssize_t size = syscall(SYS_recvmsg, fd, msg, flags);

	return size > 0 ? edit(msg, size) : size;
}
