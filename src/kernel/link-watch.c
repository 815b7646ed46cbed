// SPDX-License-Identifier: GPL-2.0-or-later
// A netlink socket that is a member of the links' multicast group.

#include "kernel/link-watch.h"

#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include "util/cleanup.h"

struct fault *link_watch(int *fd)
{
	struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = RTMGRP_LINK};

	*fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
	if (*fd >= 0 && bind(*fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return NULL;
	close_quietly(steal_fd(fd));
	return fault_wrap(fault_errno(errno), NULL, "cannot watch links");
}

void link_watch_drain(int fd)
{
	char message[4096];

	/* ENOBUFS tells of lost messages, and is taken off by being told. */
	while (recv(fd, message, sizeof(message), MSG_DONTWAIT) >= 0 || errno == ENOBUFS ||
	       errno == EINTR)
		;
}
