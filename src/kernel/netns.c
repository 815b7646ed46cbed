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
#include <sys/ioctl.h>
#include <sys/stat.h>
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

struct fault *netns_current(ino_t *netns)
{
	struct stat st;

	if (stat(NETNS_CURRENT, &st) < 0)
		return fault_errno(errno);
	*netns = st.st_ino;
	return NULL;
}

struct fault *netns_is_governed(bool *governed)
{
	auto_close int fd = open(NETNS_CURRENT, O_RDONLY | O_CLOEXEC);
	auto_close int owner = -1;

	if (fd < 0)
		return fault_errno(errno);
	owner = ioctl(fd, NS_GET_USERNS);
	if (owner < 0 && errno != EPERM)
		return fault_errno(errno);
	/* Without CONFIG_USER_NS the answer is EPERM too, where root governs all there is. */
	*governed = owner >= 0 || (access(USERNS_CURRENT, F_OK) < 0 && errno == ENOENT);
	return NULL;
}
