/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The state of the node of the tun device, and the words for what is wrong with it. */
#ifndef TUNADM_KERNEL_TUN_NODE_STATE_H
#define TUNADM_KERNEL_TUN_NODE_STATE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "model/fault.h"

#define TUN_DEVICE_PATH "/dev/net/tun"

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

void tun_node_clear(struct tun_node *node) __attribute__((nonnull));

#define auto_tun_node __attribute__((cleanup(tun_node_clear)))

/* The problem in one sentence without a full stop, which the caller owns; NULL without memory. */
char *tun_node_sentence(const struct tun_node *node) __attribute__((nonnull)) must_check;

/*
 * What to do about it, which the caller owns; NULL if there is nothing to say, or without memory.
 */
char *tun_node_remedy(const struct tun_node *node) __attribute__((nonnull)) must_check;

/* Both as a fault: status 6 for a refusal, otherwise 1. Not for a usable node. */
struct fault *tun_node_fault(const struct tun_node *node)
	__attribute__((nonnull, returns_nonnull)) must_check;

#endif
