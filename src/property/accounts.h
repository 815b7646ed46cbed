/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Accounts: users and groups by name or number, each looked up only once. */
#ifndef TUNADM_PROPERTY_ACCOUNTS_H
#define TUNADM_PROPERTY_ACCOUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "kernel/credentials.h"
#include "model/fault.h"

/* The largest id: (uid_t)-1 means "none" in the kernel. */
#define ACCOUNT_ID_MAX 4294967294u

/*
 * Parses a user or group without a lookup: a word of digits is the id, anything else sets *named
 * and must be looked up. Status 2 if no account can have this name.
 */
struct fault *account_read_user(const char *text, uid_t *uid, bool *named)
	__attribute__((nonnull)) must_check;
struct fault *account_read_group(const char *text, gid_t *gid, bool *named)
	__attribute__((nonnull)) must_check;

/*
 * Looks the name's id up in the name service, once in a run. Status 2 if there is no such account,
 * 1 if the name service fails.
 */
struct fault *account_find_user(const char *name, uid_t *uid) __attribute__((nonnull)) must_check;
struct fault *account_find_group(const char *name, gid_t *gid) __attribute__((nonnull)) must_check;

/* Whether the name is in /etc/passwd or /etc/group, which most systems look up first. */
bool account_is_local_user(const char *name) __attribute__((nonnull));
bool account_is_local_group(const char *name) __attribute__((nonnull));

/* A user with all groups, as login(1) would set them. */
struct account {
	char *name; /* NULL for a number without an account */
	char *home; /* NULL for a number without an account */
	uid_t uid;
	gid_t gid;
	gid_t *groups;
	size_t group_count;
};

/*
 * The account of a user name or number, with its groups (getgrouplist(3)). A number without an
 * account, or for which the name service fails, only gets the group of the same number.
 * account_clear() releases it.
 */
struct fault *account_load(const char *text, struct account *account)
	__attribute__((nonnull)) must_check;
void account_clear(struct account *account) __attribute__((nonnull));

/*
 * What the kernel checks about the user given as --user; the caller clears it. A fault names the
 * option and its argument.
 */
struct fault *account_credentials(const char *user, struct credentials *who)
	__attribute__((nonnull)) must_check;

#define auto_account __attribute__((cleanup(account_clear)))

#endif
