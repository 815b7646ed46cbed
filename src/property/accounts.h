/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Accounts: users and groups by name or number, each looked up once. */
#ifndef TUNADM_PROPERTY_ACCOUNTS_H
#define TUNADM_PROPERTY_ACCOUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "kernel/credentials.h"
#include "model/fault.h"

/* The largest id: (uid_t)-1 means "none" to the kernel. */
#define ACCOUNT_ID_MAX 4294967294u

/*
 * Reads what stands for a user or group, and asks nobody: all digits are the id, anything else is
 * *named, to be looked up. Status 2 where no account can be called so.
 */
struct fault *account_read_user(const char *text, uid_t *uid, bool *named)
	__attribute__((nonnull)) must_check;
struct fault *account_read_group(const char *text, gid_t *gid, bool *named)
	__attribute__((nonnull)) must_check;

/*
 * Asks the name service for the id of such a name, once in a run. Status 2 with a reason where
 * there is no such account, 1 where the name service fails.
 */
struct fault *account_find_user(const char *name, uid_t *uid) __attribute__((nonnull)) must_check;
struct fault *account_find_group(const char *name, gid_t *gid) __attribute__((nonnull)) must_check;

/* Whether the name is in /etc/passwd or /etc/group, which most name services look into first. */
bool account_is_local_user(const char *name) __attribute__((nonnull));
bool account_is_local_group(const char *name) __attribute__((nonnull));

/* Somebody with all groups, as login(1) would set them. */
struct account {
	char *name; /* NULL for a number that no account has */
	char *home; /* NULL likewise */
	uid_t uid;
	gid_t gid;
	gid_t *groups;
	size_t group_count;
};

/*
 * The account of a user name or number, with its groups (getgrouplist(3)). A number that no
 * account has, or for which the name service fails, gets the group of the same number alone.
 * account_clear() releases it.
 */
struct fault *account_load(const char *text, struct account *account)
	__attribute__((nonnull)) must_check;
void account_clear(struct account *account) __attribute__((nonnull));

/*
 * What the kernel would ask about somebody who is given as --user, to be cleared. A fault names the
 * option and what was given.
 */
struct fault *account_credentials(const char *user, struct credentials *who)
	__attribute__((nonnull)) must_check;

#define auto_account __attribute__((cleanup(account_clear)))

#endif
