// SPDX-License-Identifier: GPL-2.0-or-later
// The node of the tun device: the only place that opens it and says why that fails.

#include "kernel/tun-node.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "kernel/child.h"
#include "kernel/permission.h"
#include "util/cleanup.h"

/* Documentation/admin-guide/devices.txt: character device 10, 200. */
#define TUN_MAJOR 10
#define TUN_MINOR 200

static const char *device_path = TUN_DEVICE_PATH;
static bool is_chosen; /* by the user, who may have chosen any path */
static bool is_known;  /* it was checked, once is enough */

bool tun_is_device(dev_t device)
{
	return major(device) == TUN_MAJOR && minor(device) == TUN_MINOR;
}

static bool is_tun_node(const struct stat *st)
{
	return S_ISCHR(st->st_mode) && tun_is_device(st->st_rdev);
}

bool tun_is_descriptor(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && is_tun_node(&st);
}

const char *tun_device(void)
{
	return device_path;
}

struct fault *tun_use_device(const char *path)
{
	struct stat st;
	struct fault *fault = NULL;

	if (stat(path, &st) < 0)
		fault = fault_errno(errno);
	else if (!is_tun_node(&st))
		fault = fault_new(STATUS_FAILED, "not the TUN/TAP device");
	if (fault)
		return fault_wrap(fault, path, "cannot use");
	device_path = path;
	is_chosen = true;
	return NULL;
}

/* Check it before opening: opening alone has an effect on many devices. */
static int open_device(void)
{
	struct stat st;
	int fd;

	if (!is_known && stat(device_path, &st) < 0)
		return -1;
	if (!is_known && !is_tun_node(&st)) {
		errno = ENOTTY;
		return -1;
	}
	fd = open(device_path, O_RDWR | O_CLOEXEC);
	/* The node may have been replaced after the check. */
	if (fd >= 0 && (is_chosen || !is_known) && (fstat(fd, &st) < 0 || !is_tun_node(&st))) {
		close_quietly(fd);
		errno = ENOTTY;
		return -1;
	}
	is_known = fd >= 0;
	return fd;
}

struct fault *tun_open(int *fd)
{
	auto_tun_node struct tun_node node = {0};
	struct fault *fault;
	int error;

	*fd = open_device();
	if (*fd >= 0)
		return NULL;
	error = errno;
	/* If descriptors run out here, they are too few for anything else. */
	fault = fault_is_shortage(error) ? NULL : tun_node_look(NULL, &node);
	fault_free(fault);
	/* A security module that allows reading, which is all that was tried, but not writing. */
	if (node.path && node.state == TUN_NODE_USABLE && (error == EACCES || error == EPERM)) {
		node.state = TUN_NODE_FORBIDDEN;
		node.error = error;
	}
	if (node.path && node.state != TUN_NODE_USABLE && node.state != TUN_NODE_FAILED)
		return tun_node_fault(&node);
	fault = fault_errno(error);
	return fault_explain(fault, STATUS_FAILED, "%s: %s", device_path, strerror(error));
}

/* What a user who opens the node would meet. */
struct attempt {
	int way;	/* errno of the first directory that cannot be searched */
	size_t way_end; /* where that directory's name ends in the path */
	int access;	/* errno of the node's mode, ACL, device rule */
	int open;
};

static void attempt(const void *question, void *answer)
{
	const char *path = question;
	struct attempt *result = answer;
	char directory[PATH_MAX];
	int fd;

	*result = (struct attempt){0};
	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		(void)snprintf(directory, sizeof(directory), "%.*s", (int)(slash - path), path);
		if (faccessat(AT_FDCWD, directory, X_OK, AT_EACCESS) == 0)
			continue;
		result->way = errno;
		result->way_end = (size_t)(slash - path);
		return;
	}
	/*
	 * This asks for both rights, also of a cgroup's device rule; opening then finds what only
	 * opening shows: nodev, the driver, some security modules.
	 */
	if (faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) < 0)
		result->access = errno;
	fd = result->access ? -1 : open(path, O_RDONLY | O_CLOEXEC);
	if (!result->access && fd < 0)
		result->open = errno;
	close_quietly(fd);
}

/* The same, computed from what this process can see. */
static void compute_attempt(const char *path, const struct credentials *who, struct attempt *result)
{
	char directory[PATH_MAX];
	struct attempt own;

	attempt(path, &own);
	*result = (struct attempt){0};
	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		(void)snprintf(directory, sizeof(directory), "%.*s", (int)(slash - path), path);
		result->way = permission_compute(directory, who, PERMISSION_SEARCH);
		result->way_end = (size_t)(slash - path);
		if (result->way)
			return;
	}
	result->access = permission_compute(path, who, PERMISSION_READ | PERMISSION_WRITE);
	/*
	 * If a rule or a module refuses this process, and not because of the mode, it refuses
	 * others too.
	 */
	if (!result->access && own.access == EPERM)
		result->access = EPERM;
	result->open = own.open;
}

/* Lets the kernel decide, if this process may become that user. */
static struct fault *try_for(const char *path, const struct credentials *who, struct tun_node *node,
			     struct attempt *result)
{
	struct fault *fault;

	if (!who) {
		attempt(path, result);
		return NULL;
	}
	fault = child_ask(who, attempt, path, result, sizeof(*result));
	if (!fault || !child_may_not(fault))
		return fault;
	fault_free(fault);
	node->computed = true;
	compute_attempt(path, who, result);
	return NULL;
}

/* EACCES: by mode or ACL, or by a module that refuses what these allow. */
static struct fault *blame_permission(const struct credentials *who, unsigned int wanted,
				      struct tun_node *node)
{
	auto_credentials struct credentials own = {0};
	struct fault *fault = who ? NULL : credentials_ids(&own);
	bool granted;

	if (fault)
		return fault;
	node->seen = stat(node->path, &node->stat) == 0;
	granted = node->seen &&
		  permission_granted(node->path, &node->stat, who ? who : &own, wanted, &node->acl);
	node->state = granted ? TUN_NODE_FORBIDDEN : TUN_NODE_DENIED;
	return NULL;
}

static enum tun_node_state state_of(const char *path, int error)
{
	struct statvfs fs;

	switch (error) {
	case 0: return TUN_NODE_USABLE;
	case ENOENT:
	case ENOTDIR:
	case ELOOP: return TUN_NODE_MISSING;
	case ENXIO:
	case ENODEV: return TUN_NODE_NO_DRIVER;
	case EPERM: return TUN_NODE_FORBIDDEN;
	case EACCES:
		return statvfs(path, &fs) == 0 && (fs.f_flag & ST_NODEV) ? TUN_NODE_NODEV
									 : TUN_NODE_FORBIDDEN;
	default: return TUN_NODE_FAILED;
	}
}

static struct fault *judge(const struct credentials *who, const char *path,
			   const struct attempt *result, struct tun_node *node)
{
	if (result->way == EACCES) {
		char *directory = strndup(path, result->way_end);

		if (!directory)
			return fault_memory();
		free(node->path);
		node->path = directory;
		node->directory = true;
		node->error = result->way;
		return blame_permission(who, PERMISSION_SEARCH, node);
	}
	if (result->access == EACCES) {
		node->error = result->access;
		return blame_permission(who, PERMISSION_READ | PERMISSION_WRITE, node);
	}
	node->error = result->way ? result->way : result->access ? result->access : result->open;
	node->state = state_of(path, node->error);
	return NULL;
}

struct fault *tun_node_look(const struct credentials *who, struct tun_node *node)
{
	/* The real path, whose directories must be searchable. */
	auto_free char *real = realpath(device_path, NULL);
	const char *path = real ? real : device_path;
	struct attempt result = {0};
	struct fault *fault;

	*node = (struct tun_node){.path = strdup(device_path)};
	if (!node->path)
		return fault_memory();
	if (stat(path, &node->stat) == 0 && !is_tun_node(&node->stat)) {
		node->state = TUN_NODE_WRONG;
		node->error = ENOTTY;
		return NULL;
	}
	fault = try_for(path, who, node, &result);
	if (!fault)
		fault = judge(who, path, &result, node);
	if (fault)
		tun_node_clear(node);
	return fault;
}
