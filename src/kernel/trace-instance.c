// SPDX-License-Identifier: GPL-2.0-or-later
// Making and removing an instance in tracefs.
//
// perf_event_open(2) also gives access to tracepoints, and would leave nothing behind when this
// process is killed. But it takes a descriptor for each event and processor, a reader of our own
// for its buffers, and tracefs all the same for the formats of the events. The libraries that know
// the formats read instances. So this uses an instance, and the next run removes what a killed one
// left.

#include "kernel/trace-instance.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/magic.h>
#include <linux/mount.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "kernel/mounts.h"
#include "util/cleanup.h"

#define MOUNTED_AT "/sys/kernel/tracing"
#define PREFIX	   "tunadm-"

/* Another run that clears leftovers may remove the instance before it is held. */
#define TRIES 5

/* No kernel has more processors. */
#define CPUS_MAX 8192

/* A read-only mount is no use: making an instance is making a directory. */
static bool open_mounted(const char *path, void *data)
{
	auto_close int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct statfs fs;
	int *result = data;

	if (fd < 0 || fstatfs(fd, &fs) < 0 || fs.f_type != TRACEFS_MAGIC ||
	    (fs.f_flags & ST_RDONLY))
		return false;
	*result = steal_fd(&fd);
	return true;
}

/*
 * All mounts of tracefs share one set of files and options, and a new mount resets the options that
 * the administrator gave. So use an existing one, wherever it is.
 */
static int find_tracefs(void)
{
	int fd = -1;

	if (!open_mounted(MOUNTED_AT, &fd))
		(void)mounts_find("tracefs", open_mounted, &fd);
	return fd;
}

/* The mount belongs to no namespace: nobody else sees it, and it goes with the descriptor. */
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
		return fault_new(STATUS_DENIED, "only root of this host may trace");
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
	/* Under lockdown=confidentiality tracefs is there, but empty. */
	if (errno == ENOENT)
		return fault_new(STATUS_FAILED, "this kernel's tracing is switched off, as "
						"lockdown=confidentiality does");
	return no_tracefs(errno);
}

/* Whether the name is one that this program makes. */
static bool is_own_instance(const char *name)
{
	return strncmp(name, PREFIX, strlen(PREFIX)) == 0 &&
	       strlen(name) == TRACE_INSTANCE_NAME_SIZE - 1 &&
	       !name[strlen(PREFIX) + strspn(name + strlen(PREFIX), "0123456789abcdef")];
}

/*
 * Removes the instances that killed runs left. The kernel refuses with EBUSY if one is in use. A
 * process number in the name would not tell: it may belong to another PID namespace, or be reused.
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
		if (is_own_instance(entry->d_name))
			(void)unlinkat(instances, entry->d_name, AT_REMOVEDIR);
	(void)closedir(directory);
}

/* An open file keeps the instance in use. */
static int hold_instance(struct trace_instance *instance)
{
	auto_close int directory =
		openat(instance->instances, instance->name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (directory < 0)
		return -1;
	instance->hold = openat(directory, "tracing_on", O_RDONLY | O_CLOEXEC);
	return instance->hold < 0 ? -1 : 0;
}

static struct fault *make_instance(struct trace_instance *instance)
{
	int error = EEXIST;

	for (int i = 0; i < TRIES && (error == EEXIST || error == ENOENT); i++) {
		uint64_t number;

		if (getrandom(&number, sizeof(number), 0) != (ssize_t)sizeof(number))
			return fault_errno(errno);
		(void)snprintf(instance->name, sizeof(instance->name), PREFIX "%016" PRIx64,
			       number);
		if (mkdirat(instance->instances, instance->name, S_IRWXU) == 0 &&
		    hold_instance(instance) == 0)
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
		fault = make_instance(instance);
	}
	if (fault)
		trace_instance_remove(instance);
	return fault;
}

struct fault *trace_instance_cpus(const struct trace_instance *instance, size_t *count)
{
	char path[TRACE_INSTANCE_NAME_SIZE + sizeof("/per_cpu")];
	const struct dirent *entry;
	DIR *directory;
	int fd;

	*count = 0;
	(void)snprintf(path, sizeof(path), "%s/per_cpu", instance->name);
	fd = openat(instance->instances, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	directory = fd < 0 ? NULL : fdopendir(fd);
	if (!directory) {
		struct fault *fault = fault_wrap(fault_errno(errno), "per_cpu", "cannot list");

		close_quietly(fd);
		return fault;
	}
	while ((entry = readdir(directory))) {
		char *end = NULL;
		unsigned long cpu = 0;

		if (strncmp(entry->d_name, "cpu", 3) == 0)
			cpu = strtoul(entry->d_name + 3, &end, 10);
		if (end && *end == '\0' && cpu < CPUS_MAX && cpu >= *count)
			*count = cpu + 1;
	}
	(void)closedir(directory);
	return *count ? NULL : fault_new(STATUS_FAILED, "this kernel's trace has no buffers");
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
