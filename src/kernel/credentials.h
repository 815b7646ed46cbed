/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Credentials: the ids and the capability that the kernel asks about. */
#ifndef TUNADM_KERNEL_CREDENTIALS_H
#define TUNADM_KERNEL_CREDENTIALS_H

#include <linux/capability.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "model/fault.h"

/* Whom the kernel would ask about: the effective ids of somebody who attaches. */
struct credentials {
	uid_t uid;
	gid_t gid;
	gid_t *groups; /* supplementary ones */
	size_t group_count;
	bool capable; /* CAP_NET_ADMIN in the network namespace's user namespace */
};

/* Whether the capability, a CAP_* of linux/capability.h, is in this process's effective set. */
bool credentials_have(unsigned int capability);

/*
 * The caller's own, to be cleared. Capable means the effective CAP_NET_ADMIN, which in a user
 * namespace need not count for the network namespace: the kernel has the last word.
 */
struct fault *credentials_own(struct credentials *who) __attribute__((nonnull)) must_check;

/*
 * Those of somebody else, whose groups are copied: root is capable where it governs the network
 * namespace and this process could still gain CAP_NET_ADMIN itself, and so is the caller if all
 * that it starts have that capability (capabilities(7): ambient); nobody else is.
 */
struct fault *credentials_of(uid_t uid, gid_t gid, const gid_t *groups, size_t count,
			     struct credentials *who) __attribute__((nonnull(5))) must_check;

void credentials_clear(struct credentials *who) __attribute__((nonnull));

#define auto_credentials __attribute__((cleanup(credentials_clear)))

/* Whether the group is the effective or a supplementary one. */
bool credentials_in_group(const struct credentials *who, gid_t group)
	__attribute__((nonnull, pure));

/*
 * Gives up all capabilities of this process, the inheritable and ambient ones too, so that none
 * comes back by execve(2). Returns an errno, 0 for success.
 */
int credentials_drop_capabilities(void) must_check;

/*
 * Becomes somebody else for good: his groups and ids, and no capability unless he is capable.
 * Returns an errno, 0 for success: EPERM where this process may not. For a forked child.
 */
int credentials_take_on(const struct credentials *who) __attribute__((nonnull)) must_check;

#endif
