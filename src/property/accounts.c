// SPDX-License-Identifier: GPL-2.0-or-later
// Users and groups from the name service.

#include "property/accounts.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "property/values.h"
#include "util/array.h"
#include "util/cleanup.h"
#include "util/id-name.h"
#include "util/sorted.h"

/* The result of looking up a name, kept so that it is not looked up again. */
struct answer {
	char *text;
	uint32_t id;
	int error;
	bool found;
};

struct answers {
	struct answer *items; /* sorted by text */
	size_t count;
	size_t capacity;
};

/* Recognizes "no such account" by errno: getpwnam(3) lists many values for it. */
static struct fault *lookup_fault(int error)
{
	struct fault *fault;

	if (error == 0 || error == ENOENT || error == ESRCH)
		return NULL;
	fault = fault_errno(error);
	return fault_explain(fault, STATUS_FAILED, "the name service failed: %s", strerror(error));
}

static struct fault *parse_id(const char *text, const char *kind, uint32_t *id)
{
	struct fault *fault = value_number(text, 0, ACCOUNT_ID_MAX, id);

	if (!fault)
		return NULL;
	fault_free(fault);
	return fault_new(STATUS_USAGE, "no such %s: numbers go from 0 to %u", kind, ACCOUNT_ID_MAX);
}

/*
 * Some modules of the name service (systemd 252 to 257) crash on a name of megabytes. Account names
 * have at most 256 characters (LOGIN_NAME_MAX) of at most 4 bytes.
 */
static struct fault *check_length(const char *text, const char *kind)
{
	return strnlen(text, 1025) > 1024 ? fault_new(STATUS_USAGE, "no such %s", kind) : NULL;
}

static int compare_text(const void *text, const void *answer)
{
	return strcmp(text, ((const struct answer *)answer)->text);
}

/* Without memory, the name is looked up again. */
static void remember(struct answers *answers, const char *text, struct answer answer)
{
	struct answer *items = array_grow(answers->items, answers->count, &answers->capacity,
					  sizeof(*answers->items));
	size_t place;

	if (!items)
		return;
	answers->items = items;
	answer.text = strdup(text);
	if (!answer.text)
		return;
	place = sorted_place(text, items, answers->count, sizeof(*items), compare_text);
	memmove(items + place + 1, items + place, (answers->count - place) * sizeof(*items));
	items[place] = answer;
	answers->count++;
}

static struct fault *no_account(int error, const char *kind)
{
	struct fault *fault = lookup_fault(error);

	return fault ? fault : fault_new(STATUS_USAGE, "no such %s", kind);
}

/* Both functions report an unknown name in the same way. */
static struct answer ask_user(const char *text)
{
	const struct passwd *entry;

	errno = 0;
	entry = getpwnam(text);
	return (struct answer){
		.id = entry ? entry->pw_uid : 0,
		.error = entry ? 0 : errno,
		.found = entry,
	};
}

static struct answer ask_group(const char *text)
{
	const struct group *entry;

	errno = 0;
	entry = getgrnam(text);
	return (struct answer){
		.id = entry ? entry->gr_gid : 0,
		.error = entry ? 0 : errno,
		.found = entry,
	};
}

static struct fault *look_up_account(struct answers *answers, const char *text, const char *kind,
				     struct answer (*ask)(const char *text), uint32_t *id)
{
	const struct answer *known = sorted_first(text, answers->items, answers->count,
						  sizeof(*answers->items), compare_text);
	struct answer answer = known ? *known : ask(text);

	if (!known)
		remember(answers, text, answer);
	*id = answer.id;
	return answer.found ? NULL : no_account(answer.error, kind);
}

static struct fault *read_account(const char *text, const char *kind, uint32_t *id, bool *named)
{
	struct fault *fault = check_length(text, kind);

	*named = !id_is_number(text);
	if (fault)
		return fault;
	if (!*named)
		return parse_id(text, kind, id);
	return *text ? NULL : no_account(0, kind);
}

struct fault *account_read_user(const char *text, uid_t *uid, bool *named)
{
	return read_account(text, "user", uid, named);
}

struct fault *account_read_group(const char *text, gid_t *gid, bool *named)
{
	return read_account(text, "group", gid, named);
}

struct fault *account_find_user(const char *name, uid_t *uid)
{
	static struct answers answers;

	return look_up_account(&answers, name, "user", ask_user, uid);
}

struct fault *account_find_group(const char *name, gid_t *gid)
{
	static struct answers answers;

	return look_up_account(&answers, name, "group", ask_group, gid);
}

/* The names in such a file, for which usually no service has to be asked. */
struct local_names {
	const char *path;
	bool known;
	struct answers names;
};

static bool is_local(struct local_names *local, const char *name)
{
	FILE *file = local->known ? NULL : fopen(local->path, "re");
	auto_free char *line = NULL;
	size_t size = 0;

	local->known = true;
	while (file && getline(&line, &size, file) > 0) {
		line[strcspn(line, ":\n")] = '\0';
		if (*line)
			remember(&local->names, line, (struct answer){.found = true});
	}
	if (file)
		(void)fclose(file);
	return sorted_first(name, local->names.items, local->names.count,
			    sizeof(*local->names.items), compare_text) != NULL;
}

bool account_is_local_user(const char *name)
{
	static struct local_names local = {.path = "/etc/passwd"};

	return is_local(&local, name);
}

bool account_is_local_group(const char *name)
{
	static struct local_names local = {.path = "/etc/group"};

	return is_local(&local, name);
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
		/* Some name services do not update the count. */
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
	if (id_is_number(text)) {
		fault = parse_id(text, "user", &account->uid);
		if (fault)
			return fault;
		/* Without an account, or without a service that knows it, no groups are known. */
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
	auto_account struct account account = {0};
	struct fault *fault = account_load(user, &account);

	if (fault)
		return value_fault(fault, "--user", user);
	return credentials_of(account.uid, account.gid, account.groups, account.group_count, who);
}
