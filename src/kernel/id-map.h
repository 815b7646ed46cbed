/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which users and groups are mapped in this user namespace: user_namespaces(7). */
#ifndef TUNADM_KERNEL_ID_MAP_H
#define TUNADM_KERNEL_ID_MAP_H

#include <stdbool.h>
#include <sys/types.h>

/* Whether a process in this user namespace can be that user, or in that group. */
bool id_map_has_user(uid_t uid);
bool id_map_has_group(gid_t gid);

/*
 * For users and groups that are not mapped here, the kernel reports a single number, usually 65534.
 * These functions take an id as reported, and return DEVICE_ID_UNMAPPED (model/device.h) for that
 * number. If the number itself is mapped here, it is taken for that id.
 */
uid_t id_map_user(uid_t shown);
gid_t id_map_group(gid_t shown);

/*
 * Whether that user or group is mapped, and an unmapped one would be reported by the same number.
 */
bool id_map_is_doubtful_user(uid_t shown);
bool id_map_is_doubtful_group(gid_t shown);

/*
 * Whether the owner or group of a file cannot be known from stat(2): then nobody here is surely the
 * owner, and no capability of this user namespace applies to the file.
 */
static inline bool id_map_hides_user(uid_t shown)
{
	return id_map_user(shown) != shown || id_map_is_doubtful_user(shown);
}

static inline bool id_map_hides_group(gid_t shown)
{
	return id_map_group(shown) != shown || id_map_is_doubtful_group(shown);
}

#endif
