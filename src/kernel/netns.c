// SPDX-License-Identifier: GPL-2.0-or-later
// Network namespaces by name or path.

#include "kernel/netns.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/nsfs.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "util/cleanup.h"

#define NETNS_DIRECTORY "/run/netns"
#define NETNS_CURRENT	"/proc/self/ns/net"
#define USERNS_CURRENT	"/proc/self/ns/user"

struct fault *netns_enter(const char *name)
{
	auto_free char *path = NULL;
	auto_close int fd = -1;

	if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return fault_new(STATUS_USAGE, "not a name of a network namespace");
	if (strchr(name, '/'))
		path = strdup(name);
	else if (asprintf(&path, "%s/%s", NETNS_DIRECTORY, name) < 0)
		path = NULL;
	if (!path)
		return fault_memory();
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		struct fault *fault = fault_errno(errno);

		if (fault->error != ENOENT)
			return fault;
		fault = fault_explain(fault, STATUS_FAILED, "no such network namespace");
		return fault_hint(fault, "`ip netns` lists those that have a name");
	}
	if (setns(fd, CLONE_NEWNET) < 0) {
		struct fault *fault = fault_errno(errno);

		if (fault->error == EINVAL)
			fault = fault_explain(fault, STATUS_FAILED, "not a network namespace");
		return fault;
	}
	return NULL;
}

/* Linux 6.11, in its header linux/pidfd.h. */
#ifndef PIDFD_GET_NET_NAMESPACE
#define PIDFD_GET_NET_NAMESPACE _IO(0xFF, 4)
#endif

/*
 * A descriptor of the network namespace for a system without /proc: since Linux 6.11 every process
 * can get it, before only with CAP_NET_ADMIN over it.
 */
static int open_without_proc(void)
{
	auto_close int self = (int)syscall(SYS_pidfd_open, getpid(), 0);
	auto_close int link = -1;
	int fd = self < 0 ? -1 : ioctl(self, PIDFD_GET_NET_NAMESPACE, 0);

	if (fd >= 0)
		return fd;
	link = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	return link < 0 ? -1 : ioctl(link, SIOCGSKNS);
}

static struct fault *open_current(int *fd)
{
	*fd = open(NETNS_CURRENT, O_RDONLY | O_CLOEXEC);
	if (*fd < 0 && errno == ENOENT) {
		*fd = open_without_proc();
		if (*fd < 0 && !fault_is_shortage(errno))
			return fault_new(STATUS_FAILED, "cannot tell which network namespace this "
							"is: /proc is not mounted");
	}
	return *fd < 0 ? fault_errno(errno) : NULL;
}

struct fault *netns_current(ino_t *netns)
{
	auto_close int fd = -1;
	struct fault *fault = NULL;
	struct stat st;

	if (stat(NETNS_CURRENT, &st) < 0) {
		fault = errno == ENOENT ? open_current(&fd) : fault_errno(errno);
		if (!fault && fstat(fd, &st) < 0)
			fault = fault_errno(errno);
	}
	if (!fault)
		*netns = st.st_ino;
	return fault;
}

struct fault *netns_is_governed(bool *governed)
{
	auto_close int owner = -1;
	auto_close int fd = -1;
	struct fault *fault = open_current(&fd);

	if (fault)
		return fault;
	owner = ioctl(fd, NS_GET_USERNS);
	if (owner < 0 && errno != EPERM)
		return fault_errno(errno);
	/* Without CONFIG_USER_NS the answer is also EPERM, and root governs everything. */
	*governed = owner >= 0 || (access(USERNS_CURRENT, F_OK) < 0 && errno == ENOENT &&
				   access(NETNS_CURRENT, F_OK) == 0);
	return NULL;
}
