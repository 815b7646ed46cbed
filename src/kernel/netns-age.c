// SPDX-License-Identifier: GPL-2.0-or-later
// The age of the network namespace, judging by the addresses of its loopback interface.

#include "kernel/netns-age.h"

#include <errno.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "kernel/link-socket.h"
#include "util/cleanup.h"

/* The loopback interface has this index in every network namespace. */
#define LOOPBACK_INDEX 1u

/* linux/nsfs.h has it only since 6.18, but the number is older. */
#define FIRST_TIME_NS 0xEFFFFFFAu

/* Linux 5.14; the same number on all but two architectures. */
#ifndef SO_NETNS_COOKIE
#define SO_NETNS_COOKIE 71
#endif
#define FIRST_COOKIE 1u

/*
 * The unit of the kernel's address timestamps, whose clock starts shortly after that of processes.
 */
#define PER_SECOND 100
#define MARGIN	   (5 * PER_SECOND)

bool netns_is_first(void)
{
	auto_close int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	uint64_t cookie = 0;
	socklen_t size = sizeof(cookie);

	return fd >= 0 && getsockopt(fd, SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &size) == 0 &&
	       cookie == FIRST_COOKIE;
}

static int take_oldest(struct nlmsghdr *message, void *data)
{
	int64_t *oldest = data;
	const struct ifaddrmsg *info = nlmsg_data(message);
	struct ifa_cacheinfo cache;
	struct nlattr *attr;

	if (message->nlmsg_type != RTM_NEWADDR || !nlmsg_valid_hdr(message, sizeof(*info)))
		return EBADMSG;
	attr = nlmsg_find_attr(message, sizeof(*info), IFA_CACHEINFO);
	/* Kernels before 4.20 list all interfaces. */
	if (!attr || nla_len(attr) < (int)sizeof(cache) || info->ifa_index != LOOPBACK_INDEX)
		return 0;
	memcpy(&cache, nla_data(attr), sizeof(cache));
	if (*oldest < 0 || cache.cstamp < *oldest)
		*oldest = cache.cstamp;
	return 0;
}

/* When the oldest address of the loopback interface was added, -1: none. */
static int64_t oldest_address(void)
{
	auto_link_socket struct link_socket *links = NULL;
	struct ifaddrmsg info = {.ifa_index = LOOPBACK_INDEX};
	struct fault *fault = link_open(&links);
	int64_t oldest = -1;
	int on = 1;

	if (!fault) {
		(void)setsockopt(link_descriptor(links), SOL_NETLINK, NETLINK_GET_STRICT_CHK, &on,
				 sizeof(on));
		fault = link_exchange(links,
				      link_request(RTM_GETADDR, NLM_F_DUMP, &info, sizeof(info)),
				      take_oldest, &oldest);
	}
	fault_free(fault);
	return oldest;
}

/* When a process began, by the clock of addresses, which stops while the machine is suspended. */
static int64_t begin_of(const char *stat)
{
	const char *fields = strrchr(stat, ')');
	unsigned long long ticks;
	char *end;
	struct timespec with;
	struct timespec without;
	int64_t suspended;

	/*
	 * proc_pid_stat(5): the 22nd field; the 2nd, the name in parentheses, may contain anything.
	 */
	for (int field = 2; fields && field < 22; field++)
		fields = strchr(fields + 1, ' ');
	ticks = fields ? strtoull(fields, &end, 10) : 0;
	if (!fields || end == fields || clock_gettime(CLOCK_BOOTTIME, &with) < 0 ||
	    clock_gettime(CLOCK_MONOTONIC, &without) < 0)
		return -1;
	/*
	 * Time suspended until now, which may be more than until then: the result may be too early.
	 */
	suspended = (with.tv_sec - without.tv_sec) * PER_SECOND +
		    (with.tv_nsec - without.tv_nsec) / (1000000000 / PER_SECOND);
	return (int64_t)(ticks * PER_SECOND / (unsigned long long)sysconf(_SC_CLK_TCK)) - suspended;
}

/* A time namespace has another starting point. */
static bool is_time_plain(void)
{
	struct stat st;

	return stat("/proc/self/ns/time", &st) < 0 ? errno == ENOENT : st.st_ino == FIRST_TIME_NS;
}

bool netns_is_older(const char *stat)
{
	int64_t begin = begin_of(stat);
	int64_t oldest = begin > 0 && is_time_plain() ? oldest_address() : -1;

	return oldest >= 0 && oldest + MARGIN < begin;
}
