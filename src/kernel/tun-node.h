/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The node of the tun device, /dev/net/tun: opening it, and what is wrong if that fails. */
#ifndef TUNADM_KERNEL_TUN_NODE_H
#define TUNADM_KERNEL_TUN_NODE_H

#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "kernel/credentials.h"
#include "model/fault.h"

#define TUN_DEVICE_PATH "/dev/net/tun"

/*
 * From now on opens this path instead of TUN_DEVICE_PATH; it must be the same device, and the
 * caller owns the string.
 */
struct fault *tun_use_device(const char *path) __attribute__((nonnull)) must_check;

/* The path that is opened. */
const char *tun_device(void) __attribute__((returns_nonnull));

/* Whether a character device with this number is the tun device, from stat(2)'s st_rdev. */
bool tun_is_device(dev_t device);

/* Whether the descriptor is one of the tun device; another one is not affected. */
bool tun_is_descriptor(int fd);

/*
 * Opens the device for one queue, close-on-exec; the caller owns *fd. The interface will belong to
 * the process's current network namespace. The fault is that of tun_node_fault().
 */
struct fault *tun_open(int *fd) __attribute__((nonnull)) must_check;

/* What keeps a user from opening it. The contract of `why` has a code for each. */
enum tun_node_state {
	TUN_NODE_USABLE,
	TUN_NODE_MISSING,   /* it does not exist */
	TUN_NODE_WRONG,	    /* it is not character device 10:200 */
	TUN_NODE_DENIED,    /* its mode, its ACL or a directory of its path refuses */
	TUN_NODE_NODEV,	    /* the file system is mounted with nodev */
	TUN_NODE_FORBIDDEN, /* all of these allow it: a cgroup's device rule or a security module */
	TUN_NODE_NO_DRIVER, /* the node exists, but the module does not */
	TUN_NODE_FAILED,    /* anything else, such as a lack of descriptors */
};

struct tun_node {
	enum tun_node_state state;
	int error;	  /* the errno of opening, 0 if it is usable */
	char *path;	  /* owned: what refuses, the node itself or a directory; NULL if usable */
	struct stat stat; /* of the path, if it exists */
	bool seen;	  /* TUN_NODE_DENIED: `stat` is known */
	bool directory;	  /* TUN_NODE_DENIED: the path is a directory */
	bool acl;      /* TUN_NODE_DENIED: it has an access control list in addition to its mode */
	bool computed; /* this process may not become the user: mode and ACL were evaluated */
};

/*
 * Checks the node for a user, or with NULL for this process. If this process has the right, a child
 * becomes that user and asks the kernel; opening the device attaches to nothing. A fault means that
 * the check failed. tun_node_clear() ends it.
 */
struct fault *tun_node_look(const struct credentials *who, struct tun_node *node)
	__attribute__((nonnull(2))) must_check;

void tun_node_clear(struct tun_node *node) __attribute__((nonnull));

#define auto_tun_node __attribute__((cleanup(tun_node_clear)))

#endif
