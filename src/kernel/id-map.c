// SPDX-License-Identifier: GPL-2.0-or-later
// The maps of this user namespace, read once.

#include "kernel/id-map.h"

#include <stdint.h>
#include <stdio.h>

#include "model/device.h"

/* A user namespace can have so many ranges (kernel/user_namespace.c). */
#define RANGES_MAX 340

/* All ids that there are but the one that means none. */
#define WHOLE UINT32_MAX

struct range {
	uint32_t first;
	uint32_t count;
};

struct map {
	const char *path;
	const char *overflow_path;
	bool known;
	bool whole; /* as in the first user namespace; or it could not be read */
	uint32_t overflow;
	struct range ranges[RANGES_MAX];
	size_t count;
};

static struct map users = {
	.path = "/proc/self/uid_map",
	.overflow_path = "/proc/sys/kernel/overflowuid",
};

static struct map groups = {
	.path = "/proc/self/gid_map",
	.overflow_path = "/proc/sys/kernel/overflowgid",
};

static void read_ranges(struct map *map)
{
	FILE *file = fopen(map->path, "re");
	uint64_t sum = 0;
	struct range range;

	map->whole = !file;
	if (!file)
		return;
	while (map->count < RANGES_MAX &&
	       fscanf(file, "%u %*u %u", &range.first, &range.count) == 2) {
		map->ranges[map->count++] = range;
		sum += range.count;
	}
	(void)fclose(file);
	map->whole = sum >= WHOLE;
}

static const struct map *known(struct map *map)
{
	FILE *file;

	if (map->known)
		return map;
	map->known = true;
	read_ranges(map);
	map->overflow = 65534;
	file = fopen(map->overflow_path, "re");
	if (file && fscanf(file, "%u", &map->overflow) != 1)
		map->overflow = 65534;
	if (file)
		(void)fclose(file);
	return map;
}

static bool has(const struct map *map, uint32_t id)
{
	if (map->whole)
		return true;
	for (size_t i = 0; i < map->count; i++)
		if (id >= map->ranges[i].first && id - map->ranges[i].first < map->ranges[i].count)
			return true;
	return false;
}

static bool is_unmapped(const struct map *map, uint32_t shown)
{
	return !map->whole && shown == map->overflow && !has(map, shown);
}

static bool is_doubtful(const struct map *map, uint32_t shown)
{
	return !map->whole && shown == map->overflow && has(map, shown);
}

bool id_map_has_user(uid_t uid)
{
	return has(known(&users), uid);
}

uid_t id_map_user(uid_t shown)
{
	return is_unmapped(known(&users), shown) ? DEVICE_ID_UNMAPPED : shown;
}

gid_t id_map_group(gid_t shown)
{
	return is_unmapped(known(&groups), shown) ? DEVICE_ID_UNMAPPED : shown;
}

bool id_map_is_doubtful_user(uid_t shown)
{
	return is_doubtful(known(&users), shown);
}

bool id_map_is_doubtful_group(gid_t shown)
{
	return is_doubtful(known(&groups), shown);
}
