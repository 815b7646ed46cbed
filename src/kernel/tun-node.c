// SPDX-License-Identifier: GPL-2.0-or-later
// Why the node of the tun device cannot be opened: the kernel has one errno for many causes.

#include "kernel/tun-node.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "kernel/child.h"
#include "kernel/permission.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

/* What the one who would open it meets. */
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
	if (faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) < 0) {
		result->access = errno;
		return;
	}
	/* Opening finds the rest: nodev, the driver, some security modules. */
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		result->open = errno;
	close_quietly(fd);
}

/* The same for a user that this process may not become, as far as modes and lists tell. */
static void compute(const char *path, const struct credentials *who, struct attempt *result)
{
	char part[PATH_MAX];
	struct stat st;
	bool acl;

	*result = (struct attempt){0};
	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		(void)snprintf(part, sizeof(part), "%.*s", (int)(slash - path), path);
		if (stat(part, &st) == 0 &&
		    !permission_granted(part, &st, who, PERMISSION_SEARCH, &acl)) {
			result->way = EACCES;
			result->way_end = (size_t)(slash - path);
			return;
		}
	}
	if (stat(path, &st) == 0 &&
	    !permission_granted(path, &st, who, PERMISSION_READ | PERMISSION_WRITE, &acl))
		result->access = EACCES;
}

static bool is_root(const struct credentials *who)
{
	return who->uid == 0;
}

/* Whether mode and list refuse him, who is not above them. */
static bool refuses(const char *path, const struct credentials *who, unsigned int wanted,
		    struct tun_node *node)
{
	return stat(path, &node->stat) == 0 && !is_root(who) &&
	       !permission_granted(path, &node->stat, who, wanted, &node->acl);
}

static struct fault *set(struct tun_node *node, enum tun_node_state state, int error,
			 const char *path, size_t length)
{
	free(node->path);
	node->path = strndup(path, length);
	node->state = state;
	node->error = error;
	return node->path ? NULL : fault_memory();
}

static bool is_without_devices(const char *path)
{
	struct statvfs fs;

	return statvfs(path, &fs) == 0 && (fs.f_flag & ST_NODEV);
}

static enum tun_node_state state_of_open(const char *path, int error)
{
	switch (error) {
	case EACCES: return is_without_devices(path) ? TUN_NODE_NODEV : TUN_NODE_FORBIDDEN;
	case EPERM: return TUN_NODE_FORBIDDEN;
	case ENODEV:
	case ENXIO: return TUN_NODE_NO_DRIVER;
	case ENOENT: return TUN_NODE_MISSING;
	default: return TUN_NODE_FAILED;
	}
}

/* What was met, as a state; `who` is the one who met it. */
static struct fault *conclude(const struct attempt *met, const struct credentials *who,
			      struct tun_node *node)
{
	const char *path = tun_device();
	size_t length = strlen(path);
	bool refused;

	if (met->way) {
		auto_free char *directory = strndup(path, met->way_end);

		if (!directory)
			return fault_memory();
		refused = refuses(directory, who, PERMISSION_SEARCH, node);
		node->directory = true;
		return set(node, refused ? TUN_NODE_DENIED : state_of_open(path, met->way),
			   met->way, directory, met->way_end);
	}
	if (met->access) {
		refused = refuses(path, who, PERMISSION_READ | PERMISSION_WRITE, node);
		return set(node, refused ? TUN_NODE_DENIED : state_of_open(path, met->access),
			   met->access, path, length);
	}
	if (met->open)
		return set(node, state_of_open(path, met->open), met->open, path, length);
	return NULL;
}

/* Opening alone does something to many a device: it has to be the right one. */
static struct fault *look_at_node(struct tun_node *node, bool *right)
{
	const char *path = tun_device();
	int error = stat(path, &node->stat) < 0 ? errno : 0;

	*right = !error && S_ISCHR(node->stat.st_mode) && tun_is_device(node->stat.st_rdev);
	/* Who may not search a directory does not know what is in it. */
	if (*right || error == EACCES)
		return NULL;
	return set(node, error ? state_of_open(path, error) : TUN_NODE_WRONG, error, path,
		   strlen(path));
}

static struct fault *try_as(const struct credentials *who, struct tun_node *node,
			    struct attempt *met)
{
	const char *path = tun_device();
	struct fault *fault = child_ask(who, attempt, path, met, sizeof(*met));

	if (!fault || fault->error != EPERM)
		return fault;
	fault_free(fault);
	node->computed = true;
	compute(path, who, met);
	return NULL;
}

struct fault *tun_node_look(const struct credentials *who, struct tun_node *node)
{
	struct credentials own auto_credentials = {0};
	struct attempt met = {0};
	struct fault *fault;
	bool right;

	*node = (struct tun_node){0};
	fault = look_at_node(node, &right);
	if (fault || node->state != TUN_NODE_USABLE)
		return fault;
	if (who) {
		fault = try_as(who, node, &met);
	} else {
		fault = credentials_own(&own);
		attempt(tun_device(), &met);
	}
	if (!fault)
		fault = conclude(&met, who ? who : &own, node);
	if (fault)
		tun_node_clear(node);
	return fault;
}

void tun_node_clear(struct tun_node *node)
{
	free(node->path);
	*node = (struct tun_node){0};
}

/* As programs show it; not every C library has strerrorname_np(3). */
static const char *errno_name(int error)
{
	switch (error) {
	case EACCES: return "EACCES";
	case EPERM: return "EPERM";
	case ENODEV: return "ENODEV";
	case ENXIO: return "ENXIO";
	default: return strerror(error);
	}
}

static int describe_denial(const struct tun_node *node, char **text)
{
	return asprintf(text, "%s %s%s refuses it (mode %04o, user %u, group %u)",
			node->directory ? "the directory" : "the mode", node->path,
			node->acl ? " or its access control list" : "",
			(unsigned int)(node->stat.st_mode & 07777), node->stat.st_uid,
			node->stat.st_gid);
}

char *tun_node_sentence(const struct tun_node *node)
{
	const char *path = node->path ? node->path : tun_device();
	char *text = NULL;
	int length = -1;

	switch (node->state) {
	case TUN_NODE_USABLE: length = asprintf(&text, "%s can be opened", path); break;
	case TUN_NODE_MISSING: length = asprintf(&text, "there is no %s", path); break;
	case TUN_NODE_WRONG:
		length = asprintf(&text, "%s is not the TUN/TAP device, character device 10:200",
				  path);
		break;
	case TUN_NODE_DENIED: length = describe_denial(node, &text); break;
	case TUN_NODE_NODEV:
		length =
			asprintf(&text, "%s is on a mount with nodev, where no device works", path);
		break;
	case TUN_NODE_FORBIDDEN:
		length = asprintf(&text,
				  "%s may not be opened though its mode allows it (%s): a cgroup's "
				  "device rule or a security module refuses it",
				  path, errno_name(node->error));
		break;
	case TUN_NODE_NO_DRIVER:
		length = asprintf(&text, "%s is there, and its driver is not (%s)", path,
				  errno_name(node->error));
		break;
	case TUN_NODE_FAILED:
		length = asprintf(&text, "%s: %s", path, strerror(node->error));
		break;
	}
	return length < 0 ? NULL : text;
}

char *tun_node_remedy(const struct tun_node *node)
{
	const char *path = node->path ? node->path : tun_device();
	char *text = NULL;
	int length = -1;

	switch (node->state) {
	case TUN_NODE_MISSING:
		length =
			asprintf(&text,
				 "load the module with `modprobe tun`; in a container, give it the "
				 "device %s",
				 path);
		break;
	case TUN_NODE_WRONG:
		length = asprintf(&text, "`rm %s`, and `mknod -m 0666 %s c 10 200`", path, path);
		break;
	case TUN_NODE_DENIED:
		length = node->directory
				 ? asprintf(&text, "`chmod a+x %s`", path)
				 : asprintf(&text,
					    "`chmod 0666 %s`: who may attach to which interface is "
					    "decided by the kernel, not by the mode",
					    path);
		break;
	case TUN_NODE_NODEV:
		length = asprintf(&text, "mount that file system without nodev");
		break;
	case TUN_NODE_FORBIDDEN:
		length = asprintf(&text,
				  "give the device to the container (`--device %s`) or the unit "
				  "(DeviceAllow=%s rw); else see what the audit log says",
				  path, path);
		break;
	case TUN_NODE_NO_DRIVER:
		length = asprintf(&text, "`modprobe tun`, or a kernel with CONFIG_TUN");
		break;
	default: length = asprintf(&text, "see `ls -l %s`", path); break;
	}
	return length < 0 ? NULL : text;
}
