/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The node of the tun device, /dev/net/tun: what keeps somebody from opening it. */
#ifndef TUNADM_KERNEL_TUN_NODE_H
#define TUNADM_KERNEL_TUN_NODE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "kernel/credentials.h"
#include "model/fault.h"

/* `why` has a code for each of these, but for the first and the last. */
enum tun_node_state {
	TUN_NODE_USABLE,
	TUN_NODE_MISSING,   /* there is nothing of that name */
	TUN_NODE_WRONG,	    /* it is there, and is not character device 10:200 */
	TUN_NODE_DENIED,    /* its mode, its ACL or a directory on the way refuses */
	TUN_NODE_NODEV,	    /* the file system is mounted with nodev */
	TUN_NODE_FORBIDDEN, /* all of these allow it: a cgroup's device rule, a security module */
	TUN_NODE_NO_DRIVER, /* the node is there, the module is not */
	TUN_NODE_FAILED,    /* anything else, such as no descriptor left */
};

struct tun_node {
	enum tun_node_state state;
	int error;	  /* the errno that opening meets, 0 where it is usable */
	char *path;	  /* owned: what refuses, the node itself or a directory; NULL if usable */
	struct stat stat; /* of the path, if it is there */
	bool directory;	  /* TUN_NODE_DENIED: the path is that of a directory */
	bool acl;	  /* TUN_NODE_DENIED: it has an access control list beyond its mode */
	bool computed;	  /* this process may not become the user: mode and ACL were looked at */
};

/*
 * Looks at the node for somebody, or with NULL for this process. The kernel is asked, by a child
 * that becomes that user, where this process has the right to; opening the device attaches to
 * nothing. A fault is one of looking. tun_node_clear() ends it.
 */
struct fault *tun_node_look(const struct credentials *who, struct tun_node *node)
	__attribute__((nonnull(2))) must_check;

void tun_node_clear(struct tun_node *node) __attribute__((nonnull));

#define auto_tun_node __attribute__((cleanup(tun_node_clear)))

/* What is so, in one sentence without a full stop, which is the caller's; NULL without memory. */
char *tun_node_sentence(const struct tun_node *node) __attribute__((nonnull)) must_check;

/* What mends it, which is the caller's; NULL without memory. */
char *tun_node_remedy(const struct tun_node *node) __attribute__((nonnull)) must_check;

#endif
