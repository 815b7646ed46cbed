// SPDX-License-Identifier: GPL-2.0-or-later
// Words for each state of the node, and what to do about it.

#include "kernel/tun-node-state.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "kernel/id-map.h"
#include "util/cleanup.h"

static char *format(const char *text, ...) __attribute__((format(printf, 1, 2)));
static char *format(const char *text, ...)
{
	va_list args;
	char *formatted;
	int length;

	va_start(args, text);
	length = vasprintf(&formatted, text, args);
	va_end(args);
	return length < 0 ? NULL : formatted;
}

static char *what_else(const struct stat *node)
{
	switch (node->st_mode & S_IFMT) {
	case S_IFCHR:
		return format("character device %u:%u", major(node->st_rdev), minor(node->st_rdev));
	case S_IFBLK: return format("a block device");
	case S_IFDIR: return format("a directory");
	case S_IFIFO: return format("a FIFO");
	case S_IFSOCK: return format("a socket");
	default: return format("a regular file");
	}
}

static char *wrong(const struct tun_node *node)
{
	auto_free char *what = what_else(&node->stat);

	return what ? format("%s: not the TUN/TAP device (character device 10:200), but %s",
			     node->path, what)
		    : NULL;
}

/* Large enough for any number. */
struct id_text {
	char text[16];
};

static struct id_text id_text(unsigned int id, bool hidden)
{
	struct id_text text;

	if (hidden)
		(void)snprintf(text.text, sizeof(text.text), "unknown");
	else
		(void)snprintf(text.text, sizeof(text.text), "%u", id);
	return text;
}

/* In a user namespace, a file that belongs to somebody outside cannot be changed. */
static bool is_outside(const struct tun_node *node)
{
	return id_map_hides_user(node->stat.st_uid);
}

static char *denied(const struct tun_node *node)
{
	const struct stat *st = &node->stat;

	if (!node->seen)
		return format("%s: a directory on the way to it cannot be searched", node->path);
	return format("%s cannot be %s (mode %04o, user %s, group %s%s)", node->path,
		      node->directory ? "searched" : "opened", (unsigned int)(st->st_mode & 07777),
		      id_text(st->st_uid, is_outside(node)).text,
		      id_text(st->st_gid, id_map_hides_group(st->st_gid)).text,
		      node->acl ? ", and an access control list" : "");
}

char *tun_node_sentence(const struct tun_node *node)
{
	const char *path = node->path;

	switch (node->state) {
	case TUN_NODE_USABLE: return format("%s can be opened", path);
	case TUN_NODE_WRONG: return wrong(node);
	case TUN_NODE_DENIED: return denied(node);
	case TUN_NODE_NODEV:
		return format("%s is on a file system that is mounted with nodev", path);
	case TUN_NODE_FORBIDDEN:
		return format("%s: its mode allows it, and %s is refused all the same (%s), by %s",
			      path, node->directory ? "searching" : "opening",
			      node->error == EPERM ? "EPERM" : "EACCES",
			      node->error == EPERM ? "a cgroup's device rule or a security module"
						   : "a security module");
	case TUN_NODE_NO_DRIVER:
		return format("%s: %s: its driver, the module tun, is not loaded", path,
			      strerror(node->error));
	case TUN_NODE_MISSING:
	case TUN_NODE_FAILED: break;
	}
	return format("%s: %s", path, strerror(node->error));
}

/* chmod alone would keep the ACL in force, and widen its mask. */
static char *open_up(const struct tun_node *node)
{
	auto_free char *list = node->acl ? format("setfacl -b %s; ", node->path) : strdup("");
	const char *where =
		is_outside(node) ? " outside of this user namespace, which does not own it" : "";

	if (!list)
		return NULL;
	if (!node->seen)
		return format("`namei -l %s` shows which", node->path);
	if (node->directory)
		return format("`%schmod a+x %s`%s", list, node->path, where);
	return format("`%schmod 0666 %s`%s: who may attach to which interface is decided by the "
		      "kernel, not by the mode",
		      list, node->path, where);
}

char *tun_node_remedy(const struct tun_node *node)
{
	const char *path = node->path;

	switch (node->state) {
	case TUN_NODE_MISSING:
		return format("load the module with `modprobe tun`; in a container, give it the "
			      "device %s",
			      path);
	case TUN_NODE_NO_DRIVER:
		return format("load the module with `modprobe tun`, on the host if this is a "
			      "container; a kernel of one's own needs CONFIG_TUN");
	case TUN_NODE_WRONG:
		/* The user chose this path, and so what is there. */
		return strcmp(path, TUN_DEVICE_PATH) == 0
			       ? format("remove it, and `mknod -m 0666 %s c 10 200`", path)
			       : NULL;
	case TUN_NODE_DENIED: return open_up(node);
	case TUN_NODE_NODEV:
		return format("mount that file system without nodev: `findmnt -T %s` names it",
			      path);
	case TUN_NODE_FORBIDDEN:
		return format("a systemd unit needs DeviceAllow=%s rw, a container --device %s; "
			      "what a security module refuses is in `dmesg` and `ausearch -m avc`",
			      path, path);
	case TUN_NODE_USABLE:
	case TUN_NODE_FAILED: break;
	}
	return NULL;
}

struct fault *tun_node_fault(const struct tun_node *node)
{
	auto_free char *sentence = tun_node_sentence(node);
	auto_free char *remedy = tun_node_remedy(node);
	struct fault *fault = fault_errno(node->error);
	bool refused = node->error == EACCES || node->error == EPERM;

	if (!sentence) {
		fault_free(fault);
		return fault_memory();
	}
	fault = fault_explain(fault, refused ? STATUS_DENIED : STATUS_FAILED, "%s", sentence);
	return remedy ? fault_hint(fault, "%s", remedy) : fault;
}

void tun_node_clear(struct tun_node *node)
{
	free(node->path);
	*node = (struct tun_node){0};
}
