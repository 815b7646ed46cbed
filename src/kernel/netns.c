// SPDX-License-Identifier: GPL-2.0-or-later
// Network namespaces by name or path.

#include "kernel/netns.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "util/cleanup.h"

#define NETNS_DIRECTORY "/run/netns"

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

	if (stat("/proc/self/ns/net", &st) < 0)
		return fault_errno(errno);
	*netns = st.st_ino;
	return NULL;
}
