/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Credentials: the ids and the capability that the kernel checks. */
#ifndef TUNADM_KERNEL_CREDENTIALS_H
#define TUNADM_KERNEL_CREDENTIALS_H

#include <linux/capability.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "model/fault.h"

/* What the kernel checks: the effective ids of the attaching process. */
struct credentials {
	uid_t uid;
	gid_t gid;
	gid_t *groups; /* supplementary ones */
	size_t group_count;
	bool capable; /* CAP_NET_ADMIN in the network namespace's user namespace */
};

/* Whether the capability, a CAP_* of linux/capability.h, is in this process's effective set. */
bool credentials_have(unsigned int capability);

/* This process's ids and groups, to be cleared; `capable` is false, not looked at. */
struct fault *credentials_ids(struct credentials *who) __attribute__((nonnull)) must_check;

/*
 * The same with `capable`: an effective CAP_NET_ADMIN, unless it is that of a user namespace that
 * does not govern the network namespace. engine_credentials() asks this once in a run.
 */
struct fault *credentials_own(struct credentials *who) __attribute__((nonnull)) must_check;

/*
 * The credentials of another user, whose groups are copied. `capable` is true for root, if root
 * governs the network namespace and this process could still gain CAP_NET_ADMIN itself, and for the
 * caller, if everything that it starts has that capability (capabilities(7): ambient); otherwise
 * false.
 */
struct fault *credentials_of(uid_t uid, gid_t gid, const gid_t *groups, size_t count,
			     struct credentials *who) __attribute__((nonnull(5))) must_check;

void credentials_clear(struct credentials *who) __attribute__((nonnull));

#define auto_credentials __attribute__((cleanup(credentials_clear)))

/* Whether the group is the effective one or a supplementary one. */
bool credentials_in_group(const struct credentials *who, gid_t group)
	__attribute__((nonnull, pure));

/*
 * Drops all capabilities of this process, including inheritable and ambient ones, so that execve(2)
 * restores none. Returns an errno, 0 for success.
 */
int credentials_drop_capabilities(void) must_check;

/*
 * Permanently becomes another user: groups, ids, and no capability unless `capable`. Returns an
 * errno, 0 for success: EPERM if this process may not. For a forked child.
 */
int credentials_take_on(const struct credentials *who) __attribute__((nonnull)) must_check;

#endif
