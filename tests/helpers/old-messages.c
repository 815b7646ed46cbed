// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * old-messages.so: preloaded into a program, hides from it what newer kernels than OLD_KERNEL put
 * into messages, and from the kernel what the older one would ignore in requests.
 */
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/if_tun.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "old-kernel.h"

#ifndef IFF_NO_CARRIER
#define IFF_NO_CARRIER 0x0040
#endif

/* linux/if_addr.h has it since Linux 5.18. */
#define ADDRESS_PROTO 11

/* No attribute has this number, so readers ignore it. */
#define NO_TYPE 0x3fff

static bool is_younger(unsigned int since)
{
	unsigned int version = parse_version(getenv("OLD_KERNEL"));

	return version && version < since;
}

/* The data is aligned, but the kernel's macros do not show that to a compiler. */
static void *behind(void *header, size_t length)
{
	return (char *)header + length;
}

typedef bool hides_fn(struct rtattr *attr);

static void hide(struct rtattr *attr, int rest, hides_fn *hides)
{
	for (; RTA_OK(attr, rest);
	     rest -= (int)RTA_ALIGN(attr->rta_len), attr = behind(attr, RTA_ALIGN(attr->rta_len)))
		if (hides(attr))
			attr->rta_type = NO_TYPE;
}

static bool hide_within(struct rtattr *attr, hides_fn *hides)
{
	hide(behind(attr, RTA_LENGTH(0)), (int)RTA_PAYLOAD(attr), hides);
	return false;
}

static bool hides_port(struct rtattr *attr)
{
	return attr->rta_type == IFLA_BRPORT_ISOLATED && is_younger(LINUX(4, 18));
}

static bool hides_info(struct rtattr *attr)
{
	return (attr->rta_type & NLA_TYPE_MASK) == IFLA_INFO_SLAVE_DATA &&
	       hide_within(attr, hides_port);
}

static bool hides_link(struct rtattr *attr)
{
	switch (attr->rta_type & NLA_TYPE_MASK) {
	case IFLA_MIN_MTU:
	case IFLA_MAX_MTU: return is_younger(LINUX(4, 19));
	case IFLA_PROP_LIST:
	case IFLA_ALT_IFNAME: return is_younger(LINUX(5, 5));
	case IFLA_LINKINFO: return hide_within(attr, hides_info);
	default: return false;
	}
}

static bool hides_address(struct rtattr *attr)
{
	return attr->rta_type == ADDRESS_PROTO && is_younger(LINUX(5, 18));
}

static void hide_in(struct nlmsghdr *message, size_t header, hides_fn *hides)
{
	hide(behind(message, NLMSG_HDRLEN + NLMSG_ALIGN(header)),
	     (int)NLMSG_PAYLOAD(message, header), hides);
}

static void edit(const struct msghdr *msg, size_t size)
{
	struct nlmsghdr *message = msg->msg_iovlen ? msg->msg_iov[0].iov_base : NULL;
	const struct sockaddr_nl *peer = msg->msg_name;

	if (!message || !peer || peer->nl_family != AF_NETLINK || size > msg->msg_iov[0].iov_len)
		return;
	for (; NLMSG_OK(message, size);
	     size -= NLMSG_ALIGN(message->nlmsg_len),
	     message = behind(message, NLMSG_ALIGN(message->nlmsg_len))) {
		switch (message->nlmsg_type) {
		case RTM_NEWLINK:
		case RTM_GETLINK: hide_in(message, sizeof(struct ifinfomsg), hides_link); break;
		case RTM_NEWADDR: hide_in(message, sizeof(struct ifaddrmsg), hides_address); break;
		default: break;
		}
	}
}

ssize_t recvmsg(int fd, struct msghdr *msg, int flags)
{
	ssize_t size = syscall(SYS_recvmsg, fd, msg, flags);

	if (size > 0)
		edit(msg, (size_t)size);
	return size;
}

ssize_t sendmsg(int fd, const struct msghdr *msg, int flags)
{
	if (msg->msg_iovlen)
		edit(msg, msg->msg_iov[0].iov_len);
	return syscall(SYS_sendmsg, fd, msg, flags);
}

#ifdef __GLIBC__
int ioctl(int fd, unsigned long request, ...)
#else
int ioctl(int fd, int request, ...)
#endif
{
	va_list args;
	void *argument;

	va_start(args, request);
	argument = va_arg(args, void *);
	va_end(args);
	if ((unsigned int)request == TUNSETIFF && is_younger(LINUX(6, 1)))
		((struct ifreq *)argument)->ifr_flags &= (short)~IFF_NO_CARRIER;
	return (int)syscall(SYS_ioctl, fd, request, argument);
}
