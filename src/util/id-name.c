// SPDX-License-Identifier: GPL-2.0-or-later
// From ids to names by the name service.

#include "util/id-name.h"

#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/array.h"

void id_user_name(uid_t uid, char name[ID_NAME_SIZE])
{
	const struct passwd *entry = getpwuid(uid);

	if (entry)
		(void)snprintf(name, ID_NAME_SIZE, "%s", entry->pw_name);
	else
		(void)snprintf(name, ID_NAME_SIZE, "%u", uid);
}

void id_group_name(gid_t gid, char name[ID_NAME_SIZE])
{
	const struct group *entry = getgrgid(gid);

	if (entry)
		(void)snprintf(name, ID_NAME_SIZE, "%s", entry->gr_name);
	else
		(void)snprintf(name, ID_NAME_SIZE, "%u", gid);
}

bool id_is_user_name(const char *name)
{
	return getpwnam(name);
}

bool id_is_group_name(const char *name)
{
	return getgrnam(name);
}

struct id_name {
	uint32_t id;
	char name[ID_NAME_SIZE]; /* empty: it has none */
};

static struct id_name *make_room(struct id_names *names, size_t at)
{
	struct id_name *items =
		array_grow(names->items, names->count, &names->capacity, sizeof(*items));

	if (!items)
		return NULL;
	names->items = items;
	memmove(names->items + at + 1, names->items + at,
		(names->count - at) * sizeof(*names->items));
	names->count++;
	return &names->items[at];
}

static const char *user(uint32_t id)
{
	const struct passwd *entry = getpwuid(id);

	return entry ? entry->pw_name : "";
}

static const char *group(uint32_t id)
{
	const struct group *entry = getgrgid(id);

	return entry ? entry->gr_name : "";
}

static const char *find(struct id_names *names, uint32_t id, const char *(*look_up)(uint32_t))
{
	struct id_name *item;
	size_t low = 0;
	size_t high = names->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (names->items[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == names->count || names->items[low].id != id) {
		item = make_room(names, low);
		/* Without memory the number serves: it is as true as the name. */
		if (!item)
			return NULL;
		item->id = id;
		(void)snprintf(item->name, sizeof(item->name), "%s", look_up(id));
	}
	item = &names->items[low];
	return item->name[0] ? item->name : NULL;
}

const char *id_names_user(struct id_names *users, uid_t uid)
{
	return find(users, uid, user);
}

const char *id_names_group(struct id_names *groups, gid_t gid)
{
	return find(groups, gid, group);
}

void id_names_clear(struct id_names *names)
{
	free(names->items);
	*names = (struct id_names){0};
}
