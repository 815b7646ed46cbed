// SPDX-License-Identifier: GPL-2.0-or-later
// Users and groups from the name service.

#include "property/accounts.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "property/values.h"
#include "util/cleanup.h"

/* The last name looked up of each sort, with its id. */
struct remembered {
	char *text;
	uint32_t id;
};

/* Reads "no such account" from what is left in errno: getpwnam(3) lists many ways to say so. */
static struct fault *lookup_fault(int error)
{
	struct fault *fault;

	if (error == 0 || error == ENOENT || error == ESRCH)
		return NULL;
	fault = fault_errno(error);
	return fault_explain(fault, STATUS_FAILED, "the name service failed: %s", strerror(error));
}

/* All digits are an id: whoever writes one must not wait for a name service, or fail with it. */
static bool is_number(const char *text)
{
	return *text && text[strspn(text, "0123456789")] == '\0';
}

static struct fault *number(const char *text, const char *kind, uint32_t *id)
{
	struct fault *fault = value_number(text, 0, ACCOUNT_ID_MAX, id);

	if (!fault)
		return NULL;
	fault_free(fault);
	return fault_new(STATUS_USAGE, "no such %s: numbers go from 0 to %u", kind, ACCOUNT_ID_MAX);
}

/*
 * Some modules of the name service (systemd 252 to 257) end the program over a name of megabytes.
 * No account has one of more than 256 characters (LOGIN_NAME_MAX), and those have 4 bytes at most.
 */
static struct fault *check_length(const char *text, const char *kind)
{
	return strnlen(text, 1025) > 1024 ? fault_new(STATUS_USAGE, "no such %s", kind) : NULL;
}

static bool recall(const struct remembered *last, const char *text, uint32_t *id)
{
	if (!last->text || strcmp(last->text, text) != 0)
		return false;
	*id = last->id;
	return true;
}

static void remember(struct remembered *last, const char *text, uint32_t id)
{
	free(last->text);
	last->text = strdup(text); /* without memory it is looked up again */
	last->id = id;
}

static struct fault *no_account(int error, const char *kind)
{
	struct fault *fault = lookup_fault(error);

	return fault ? fault : fault_new(STATUS_USAGE, "no such %s", kind);
}

struct fault *account_find_user(const char *text, uid_t *uid)
{
	static struct remembered last;
	const struct passwd *entry;
	struct fault *fault = check_length(text, "user");

	if (fault)
		return fault;
	if (is_number(text))
		return number(text, "user", uid);
	if (recall(&last, text, uid))
		return NULL;
	errno = 0;
	entry = getpwnam(text);
	if (!entry)
		return no_account(errno, "user");
	*uid = entry->pw_uid;
	remember(&last, text, *uid);
	return NULL;
}

struct fault *account_find_group(const char *text, gid_t *gid)
{
	static struct remembered last;
	const struct group *entry;
	struct fault *fault = check_length(text, "group");

	if (fault)
		return fault;
	if (is_number(text))
		return number(text, "group", gid);
	if (recall(&last, text, gid))
		return NULL;
	errno = 0;
	entry = getgrnam(text);
	if (!entry)
		return no_account(errno, "group");
	*gid = entry->gr_gid;
	remember(&last, text, *gid);
	return NULL;
}

static struct fault *load_groups(struct account *account)
{
	int size = 32;

	for (;;) {
		int count = size;
		gid_t *groups = reallocarray(account->groups, (size_t)size, sizeof(*groups));

		if (!groups)
			return fault_memory();
		account->groups = groups;
		if (getgrouplist(account->name, account->gid, groups, &count) >= 0) {
			account->group_count = (size_t)count;
			return NULL;
		}
		/* Some name services leave the count as it was. */
		size = count > size ? count : size * 2;
	}
}

struct fault *account_load(const char *text, struct account *account)
{
	const struct passwd *entry;
	struct fault *fault = check_length(text, "user");

	memset(account, 0, sizeof(*account));
	if (fault)
		return fault;
	if (is_number(text)) {
		fault = number(text, "user", &account->uid);
		if (fault)
			return fault;
		/* Without an account, or without a service that tells of it, no group is known. */
		errno = 0;
		entry = getpwuid(account->uid);
		if (!entry && errno == ENOMEM)
			return fault_memory();
		if (!entry) {
			account->gid = account->uid;
			return NULL;
		}
	} else {
		errno = 0;
		entry = getpwnam(text);
		if (!entry)
			return no_account(errno, "user");
	}
	account->uid = entry->pw_uid;
	account->gid = entry->pw_gid;
	account->name = strdup(entry->pw_name);
	account->home = strdup(entry->pw_dir);
	fault = account->name && account->home ? load_groups(account) : fault_memory();
	if (fault)
		account_clear(account);
	return fault;
}

void account_clear(struct account *account)
{
	free(account->name);
	free(account->home);
	free(account->groups);
	*account = (struct account){0};
}

struct fault *account_credentials(const char *user, struct credentials *who)
{
	struct account account auto_account = {0};
	struct fault *fault = account_load(user, &account);

	if (fault)
		return value_fault(fault, "--user", user);
	return credentials_of(account.uid, account.gid, account.groups, account.group_count, who);
}
