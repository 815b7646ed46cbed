// SPDX-License-Identifier: GPL-2.0-or-later
// A netlink socket in the links' multicast group.

#include "kernel/link-watch.h"

#include <netinet/in.h> /* before the kernel's headers, some of which need its structs */

#include <errno.h>
#include <linux/if_bridge.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <netlink/msg.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kernel/link-address-parse.h"
#include "kernel/link-parse.h"
#include "kernel/link-socket.h"
#include "util/cleanup.h"

/* Waiting messages count with their overhead, about 4 KiB each; unused room costs nothing. */
#define WAITING_SIZE (4 * 1024 * 1024)

/* How many are read before returning to the caller. */
#define MESSAGES_MAX 512

struct fault *link_watch(int *fd)
{
	struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = RTMGRP_LINK};
	const int waiting = WAITING_SIZE;

	*fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
	if (*fd >= 0 && bind(*fd, (struct sockaddr *)&address, sizeof(address)) == 0) {
		/* Without CAP_NET_ADMIN, as much as is allowed to everybody. */
		if (setsockopt(*fd, SOL_SOCKET, SO_RCVBUFFORCE, &waiting, sizeof(waiting)) < 0)
			(void)setsockopt(*fd, SOL_SOCKET, SO_RCVBUF, &waiting, sizeof(waiting));
		return NULL;
	}
	close_quietly(steal_fd(fd));
	return fault_wrap(fault_errno(errno), NULL, "cannot watch links");
}

struct fault *link_watch_addresses(int fd)
{
	static const int groups[] = {RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR};

	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		if (setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &groups[i],
			       sizeof(groups[i])) < 0)
			return fault_wrap(fault_errno(errno), NULL, "cannot watch addresses");
	return NULL;
}

/* A kernel before 5.7 lacks the group, and tells of a port's own changes as of those of a link. */
void link_watch_vlans(int fd)
{
	static const int group = RTNLGRP_BRVLAN;

	(void)setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof(group));
}

void link_watch_drain(int fd)
{
	char message[4096];

	/* ENOBUFS reports lost messages; reading it clears it. */
	while (recv(fd, message, sizeof(message), MSG_DONTWAIT) >= 0 || errno == ENOBUFS ||
	       errno == EINTR)
		;
}

/*
 * A bridge sends its own messages about ports to the same group: a port that leaves is "deleted"
 * there, but still exists.
 */
static bool is_of_bridge(const struct ifinfomsg *info)
{
	return info->ifi_family == AF_BRIDGE;
}

static bool read_address(struct nlmsghdr *message, struct link_event *event)
{
	int error = link_address_parse(message, &event->address);

	event->kind = message->nlmsg_type == RTM_NEWADDR ? LINK_EVENT_ADDRESS
							 : LINK_EVENT_NO_ADDRESS;
	event->ifindex = event->address.ifindex;
	if (error && error != -EAFNOSUPPORT)
		event->kind = LINK_EVENT_LOST;
	return error != -EAFNOSUPPORT;
}

static bool read_vlans(struct nlmsghdr *message, struct link_event *event)
{
	const struct br_vlan_msg *vlans = nlmsg_data(message);

	if (!nlmsg_valid_hdr(message, sizeof(*vlans)))
		return true;
	event->kind = LINK_EVENT_PORT;
	event->ifindex = (int)vlans->ifindex;
	return true;
}

/* Returns whether the message is relevant. */
static bool read_event(struct nlmsghdr *message, struct link_event *event)
{
	const struct ifinfomsg *info = nlmsg_data(message);

	*event = (struct link_event){.kind = LINK_EVENT_LOST};
	if (message->nlmsg_type == RTM_NEWADDR || message->nlmsg_type == RTM_DELADDR)
		return read_address(message, event);
	if (message->nlmsg_type == RTM_NEWVLAN || message->nlmsg_type == RTM_DELVLAN)
		return read_vlans(message, event);
	if (message->nlmsg_type != RTM_NEWLINK && message->nlmsg_type != RTM_DELLINK)
		return message->nlmsg_type == NLMSG_OVERRUN;
	if (!nlmsg_valid_hdr(message, sizeof(*info)))
		return true;
	event->ifindex = info->ifi_index;
	if (is_of_bridge(info))
		event->kind = LINK_EVENT_PORT;
	else if (link_parse(message, &event->device) == 0)
		event->kind = message->nlmsg_type == RTM_NEWLINK ? LINK_EVENT_THERE
								 : LINK_EVENT_GONE;
	return true;
}

static void take_events(struct nlmsghdr *message, int size, link_event_fn *take, void *data)
{
	for (; nlmsg_ok(message, size); message = nlmsg_next(message, &size)) {
		struct link_event event;

		if (!read_event(message, &event))
			continue;
		take(&event, data);
		device_clear(&event.device);
	}
}

static void take_loss(link_event_fn *take, void *data)
{
	struct link_event event = {.kind = LINK_EVENT_LOST};

	take(&event, data);
}

/* Privileged processes can send to a netlink socket too. */
static bool is_from_kernel(const struct sockaddr_nl *from)
{
	return from->nl_pid == 0;
}

struct fault *link_watch_read(int fd, link_event_fn *take, void *data)
{
	static _Alignas(struct nlmsghdr) char buffer[LINK_MESSAGE_SIZE];

	for (int i = 0; i < MESSAGES_MAX; i++) {
		struct sockaddr_nl from = {0};
		struct iovec part = {.iov_base = buffer, .iov_len = sizeof(buffer)};
		struct msghdr header = {
			.msg_name = &from,
			.msg_namelen = sizeof(from),
			.msg_iov = &part,
			.msg_iovlen = 1,
		};
		ssize_t size = recvmsg(fd, &header, MSG_DONTWAIT);

		if (size < 0 && errno == EAGAIN)
			return NULL;
		if (size < 0 && errno != ENOBUFS && errno != EINTR)
			return fault_wrap(fault_errno(errno), NULL, "cannot watch links");
		if (size < 0 && errno == EINTR)
			continue;
		if (size < 0 || (header.msg_flags & MSG_TRUNC))
			take_loss(take, data);
		else if (is_from_kernel(&from))
			take_events((void *)buffer, (int)size, take, data);
	}
	return NULL;
}
