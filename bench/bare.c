// SPDX-License-Identifier: GPL-2.0-or-later
// The floor that tunadm is measured against: the same requests to the kernel, and nothing else.
//
//   bare add PREFIX COUNT UID   create persistent taps PREFIX0, PREFIX1, ... that belong to UID
//   bare del PREFIX COUNT       put them into a link group, and delete the group
//   bare hold PREFIX COUNT      attach to them, say so, and stay until standard input ends

#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* Linux 6.1; in the header since then. */
#ifndef IFF_NO_CARRIER
#define IFF_NO_CARRIER 0x0040
#endif

/* A link group that is not used in the benchmark's network namespace. */
#define GROUP 4242u

/* A link request with room for the attributes used here. */
struct request {
	struct nlmsghdr header;
	struct ifinfomsg link;
	char attributes[64];
};

static _Noreturn void die(const char *what)
{
	(void)fprintf(stderr, "bare: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int attach(const char *prefix, unsigned int number, int flags)
{
	struct ifreq ifr = {.ifr_flags = (short)(IFF_TAP | IFF_NO_PI | flags)};
	int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC);

	if (fd < 0)
		die("/dev/net/tun");
	(void)snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s%u", prefix, number);
	if (ioctl(fd, TUNSETIFF, &ifr) < 0)
		die(ifr.ifr_name);
	return fd;
}

static void add(const char *prefix, unsigned int count, unsigned long uid)
{
	for (unsigned int i = 0; i < count; i++) {
		int fd = attach(prefix, i, IFF_TUN_EXCL | IFF_NO_CARRIER);

		if (ioctl(fd, TUNSETOWNER, uid) < 0 || ioctl(fd, TUNSETPERSIST, 1UL) < 0)
			die("TUNSETPERSIST");
		(void)close(fd);
	}
}

static void put(struct request *request, unsigned short type, const void *data, size_t size)
{
	struct rtattr *attribute =
		(void *)((char *)request + NLMSG_ALIGN(request->header.nlmsg_len));

	attribute->rta_type = type;
	attribute->rta_len = (unsigned short)RTA_LENGTH(size);
	memcpy(RTA_DATA(attribute), data, size);
	request->header.nlmsg_len =
		(unsigned int)(NLMSG_ALIGN(request->header.nlmsg_len) + RTA_SPACE(size));
}

/* Requests one change, of the link `name` or without one of the whole group, and waits for it. */
static void ask(int netlink, unsigned short type, const char *name)
{
	struct request request = {
		.header = {.nlmsg_len = NLMSG_LENGTH(sizeof(struct ifinfomsg)),
			   .nlmsg_type = type,
			   .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK},
	};
	struct {
		struct nlmsghdr header;
		struct nlmsgerr error;
		char rest[512];
	} answer;
	const unsigned int group = GROUP;

	if (name)
		put(&request, IFLA_IFNAME, name, strlen(name) + 1);
	put(&request, IFLA_GROUP, &group, sizeof(group));
	if (send(netlink, &request, request.header.nlmsg_len, 0) < 0 ||
	    recv(netlink, &answer, sizeof(answer), 0) < 0)
		die("netlink");
	errno = -answer.error.error;
	if (errno)
		die(name ? name : "group");
}

static void del(const char *prefix, unsigned int count)
{
	int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);

	if (netlink < 0)
		die("netlink");
	for (unsigned int i = 0; i < count; i++) {
		char name[IFNAMSIZ];

		(void)snprintf(name, sizeof(name), "%s%u", prefix, i);
		ask(netlink, RTM_SETLINK, name);
	}
	ask(netlink, RTM_DELLINK, NULL);
	(void)close(netlink);
}

static void hold(const char *prefix, unsigned int count)
{
	struct rlimit limit;
	char byte;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		die("RLIMIT_NOFILE");
	limit.rlim_cur = limit.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &limit) < 0)
		die("RLIMIT_NOFILE");
	for (unsigned int i = 0; i < count; i++)
		(void)attach(prefix, i, 0);
	(void)puts("ready");
	(void)fflush(stdout);
	while (read(STDIN_FILENO, &byte, 1) > 0)
		;
}

int main(int argc, char **argv)
{
	unsigned int count = argc > 3 ? (unsigned int)strtoul(argv[3], NULL, 10) : 0;

	if (argc == 5 && strcmp(argv[1], "add") == 0)
		add(argv[2], count, strtoul(argv[4], NULL, 10));
	else if (argc == 4 && strcmp(argv[1], "del") == 0)
		del(argv[2], count);
	else if (argc == 4 && strcmp(argv[1], "hold") == 0)
		hold(argv[2], count);
	else {
		(void)fputs("usage: bare add PREFIX COUNT UID | del PREFIX COUNT | "
			    "hold PREFIX COUNT\n",
			    stderr);
		return 2;
	}
	return 0;
}
