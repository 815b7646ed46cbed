// SPDX-License-Identifier: GPL-2.0-or-later
// The id maps of this user namespace, read once.

#include "kernel/id-map.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/device.h"

/* The maximum number of ranges (kernel/user_namespace.c). */
#define RANGES_MAX 340

/* All ids except the one that means none. */
#define WHOLE UINT32_MAX

struct range {
	uint32_t first;
	uint32_t count;
};

struct map {
	const char *path;
	const char *overflow_path;
	bool known;
	bool whole; /* as in the initial user namespace; or it could not be read */
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

/* The number at the beginning of *text, which is moved past it. */
static bool next_number(char **text, uint32_t *number)
{
	char *begin = *text;
	unsigned long value = strtoul(begin, text, 10);

	*number = (uint32_t)value;
	return *text != begin && value <= UINT32_MAX;
}

/* user_namespaces(7): first id inside, first id outside, count. */
static bool parse_range(char *line, struct range *range)
{
	uint32_t outside;

	return next_number(&line, &range->first) && next_number(&line, &outside) &&
	       next_number(&line, &range->count);
}

static void read_ranges(struct map *map)
{
	FILE *file = fopen(map->path, "re");
	uint64_t sum = 0;
	struct range range;
	char line[128];

	map->whole = !file;
	if (!file)
		return;
	while (map->count < RANGES_MAX && fgets(line, sizeof(line), file) &&
	       parse_range(line, &range)) {
		map->ranges[map->count++] = range;
		sum += range.count;
	}
	/* If it was not read to its end, it is unknown which ids are missing. */
	map->whole = sum >= WHOLE || ferror(file) || !map->count;
	(void)fclose(file);
}

static const struct map *known(struct map *map)
{
	char line[128];
	char *rest;
	FILE *file;

	if (map->known)
		return map;
	map->known = true;
	read_ranges(map);
	map->overflow = 65534;
	file = fopen(map->overflow_path, "re");
	if (file && fgets(line, sizeof(line), file)) {
		rest = line;
		if (!next_number(&rest, &map->overflow))
			map->overflow = 65534;
	}
	if (file)
		(void)fclose(file);
	return map;
}

static bool map_has(const struct map *map, uint32_t id)
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
	return !map->whole && shown == map->overflow && !map_has(map, shown);
}

static bool is_doubtful(const struct map *map, uint32_t shown)
{
	return !map->whole && shown == map->overflow && map_has(map, shown);
}

bool id_map_has_user(uid_t uid)
{
	return map_has(known(&users), uid);
}

bool id_map_has_group(gid_t gid)
{
	return map_has(known(&groups), gid);
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
