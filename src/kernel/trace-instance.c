// SPDX-License-Identifier: GPL-2.0-or-later
// An instance of one's own in tracefs.
//
// A tracepoint can also be had by perf_event_open(2), which would leave nothing behind when this
// process is killed. It takes a descriptor for each event and processor, a buffer for each
// processor that a program has to read by itself, and tracefs all the same, for what the events
// are: the libraries that know the kernel's formats read instances. So it is an instance, and the
// next run removes what a killed one has left.

#include "kernel/trace-instance.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/magic.h>
#include <linux/mount.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "util/cleanup.h"

#define MOUNTED_AT "/sys/kernel/tracing"
#define PREFIX	   "tunadm-"

/* Somebody else's leftovers may go, with this run's among them, before it is held. */
#define TRIES 5

/* Where systemd and most others mount it, with the rights that the administrator gave. */
static int find_tracefs(void)
{
	auto_close int fd = open(MOUNTED_AT, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct statfs fs;

	if (fd < 0 || fstatfs(fd, &fs) < 0 || fs.f_type != TRACEFS_MAGIC)
		return -1;
	return steal_fd(&fd);
}

/* A mount that belongs to no namespace: nobody else can see it, and it goes with the descriptor. */
static int mount_tracefs(void)
{
	auto_close int context = (int)syscall(SYS_fsopen, "tracefs", FSOPEN_CLOEXEC);

	if (context < 0 || syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) < 0)
		return -1;
	return (int)syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC,
			    MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC);
}

static struct fault *no_tracefs(int error)
{
	if (error == EPERM || error == EACCES)
		return fault_new(STATUS_DENIED, "tracing is for root alone");
	if (error == ENODEV || error == ENOSYS)
		return fault_new(STATUS_FAILED, "this kernel has no tracing (tracefs)");
	return fault_wrap(fault_errno(error), "tracefs", "cannot mount");
}

static struct fault *open_tracefs(struct trace_instance *instance)
{
	instance->root = find_tracefs();
	if (instance->root < 0)
		instance->root = mount_tracefs();
	if (instance->root < 0)
		return no_tracefs(errno);
	instance->instances =
		openat(instance->root, "instances", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (instance->instances >= 0)
		return NULL;
	/* Under lockdown=confidentiality it is there, and empty. */
	if (errno == ENOENT)
		return fault_new(STATUS_FAILED, "this kernel's tracing is switched off, as "
						"lockdown=confidentiality does");
	return no_tracefs(errno);
}

/*
 * Removes the instances of runs that were killed. The kernel says EBUSY of one that is in use. No
 * number of a process would tell: it may be one of another PID namespace, or have been given anew.
 */
static void remove_leftovers(int instances)
{
	int fd = openat(instances, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *directory = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry;

	if (!directory) {
		close_quietly(fd);
		return;
	}
	while ((entry = readdir(directory)))
		if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) == 0)
			(void)unlinkat(instances, entry->d_name, AT_REMOVEDIR);
	(void)closedir(directory);
}

/* It is in use from when one of its files is open. */
static int hold(struct trace_instance *instance)
{
	auto_close int directory =
		openat(instance->instances, instance->name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (directory < 0)
		return -1;
	instance->hold = openat(directory, "tracing_on", O_RDONLY | O_CLOEXEC);
	return instance->hold < 0 ? -1 : 0;
}

static struct fault *make(struct trace_instance *instance)
{
	int error = EEXIST;

	for (int i = 0; i < TRIES && (error == EEXIST || error == ENOENT); i++) {
		uint64_t number;

		if (getrandom(&number, sizeof(number), 0) != (ssize_t)sizeof(number))
			return fault_errno(errno);
		(void)snprintf(instance->name, sizeof(instance->name), PREFIX "%016" PRIx64,
			       number);
		if (mkdirat(instance->instances, instance->name, S_IRWXU) == 0 &&
		    hold(instance) == 0)
			return NULL;
		error = errno;
		if (error != EEXIST)
			(void)unlinkat(instance->instances, instance->name, AT_REMOVEDIR);
	}
	if (error == EPERM || error == EACCES)
		return no_tracefs(error);
	return fault_wrap(fault_errno(error), "tracefs", "cannot make an instance");
}

struct fault *trace_instance_make(struct trace_instance *instance)
{
	struct fault *fault;

	*instance = (struct trace_instance){.root = -1, .instances = -1, .hold = -1};
	fault = open_tracefs(instance);
	if (!fault) {
		remove_leftovers(instance->instances);
		fault = make(instance);
	}
	if (fault)
		trace_instance_remove(instance);
	return fault;
}

void trace_instance_remove(struct trace_instance *instance)
{
	if (instance->hold >= 0) {
		close_quietly(steal_fd(&instance->hold));
		(void)unlinkat(instance->instances, instance->name, AT_REMOVEDIR);
	}
	close_quietly(steal_fd(&instance->instances));
	close_quietly(steal_fd(&instance->root));
}
