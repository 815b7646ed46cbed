// SPDX-License-Identifier: GPL-2.0-or-later
// Turns ids into names by the name service.

#include "util/id-name.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/array.h"
#include "util/sorted.h"

static bool is_nobodys(uint32_t id, char name[ID_NAME_SIZE])
{
	if (id != UINT32_MAX)
		return false;
	(void)snprintf(name, ID_NAME_SIZE, "unknown (not mapped in this user namespace)");
	return true;
}

bool id_user_name(uid_t uid, char name[ID_NAME_SIZE])
{
	const struct passwd *entry;

	if (is_nobodys(uid, name))
		return true;
	errno = 0;
	entry = getpwuid(uid);
	if (entry)
		(void)snprintf(name, ID_NAME_SIZE, "%s", entry->pw_name);
	else
		(void)snprintf(name, ID_NAME_SIZE, "%u", uid);
	return entry || errno != ENOMEM;
}

bool id_group_name(gid_t gid, char name[ID_NAME_SIZE])
{
	const struct group *entry;

	if (is_nobodys(gid, name))
		return true;
	errno = 0;
	entry = getgrgid(gid);
	if (entry)
		(void)snprintf(name, ID_NAME_SIZE, "%s", entry->gr_name);
	else
		(void)snprintf(name, ID_NAME_SIZE, "%u", gid);
	return entry || errno != ENOMEM;
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

static int compare_id(const void *id, const void *item)
{
	uint32_t wanted = *(const uint32_t *)id;
	uint32_t there = ((const struct id_name *)item)->id;

	return (wanted > there) - (wanted < there);
}

static const char *find_name(struct id_names *names, uint32_t id, const char *(*look_up)(uint32_t))
{
	struct id_name *item;
	size_t low;

	if (id == UINT32_MAX)
		return NULL;
	low = sorted_place(&id, names->items, names->count, sizeof(*item), compare_id);
	if (low == names->count || names->items[low].id != id) {
		item = make_room(names, low);
		if (!item) {
			names->no_memory = true;
			return NULL;
		}
		item->id = id;
		errno = 0;
		(void)snprintf(item->name, sizeof(item->name), "%s", look_up(id));
		names->no_memory |= !item->name[0] && errno == ENOMEM;
	}
	item = &names->items[low];
	return item->name[0] ? item->name : NULL;
}

const char *id_names_user(struct id_names *users, uid_t uid)
{
	return find_name(users, uid, user);
}

const char *id_names_group(struct id_names *groups, gid_t gid)
{
	return find_name(groups, gid, group);
}

void id_names_clear(struct id_names *names)
{
	free(names->items);
	*names = (struct id_names){0};
}
