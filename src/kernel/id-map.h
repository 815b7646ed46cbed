/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which users and groups this user namespace has: user_namespaces(7). */
#ifndef TUNADM_KERNEL_ID_MAP_H
#define TUNADM_KERNEL_ID_MAP_H

#include <stdbool.h>
#include <sys/types.h>

/* Whether a process in this user namespace can be that user, or in that group. */
bool id_map_has_user(uid_t uid);
bool id_map_has_group(gid_t gid);

/*
 * What the kernel shows of a user or group that this user namespace does not have is one number
 * for all of them, 65534 as a rule. These take an id as it is shown, and return
 * DEVICE_ID_UNMAPPED (model/device.h) for such a one. Where the number is somebody's here as well,
 * it is taken for that one.
 */
uid_t id_map_user(uid_t shown);
gid_t id_map_group(gid_t shown);

/* Whether that shown user or group is there, and one that is not mapped would be shown so too. */
bool id_map_is_doubtful_user(uid_t shown);
bool id_map_is_doubtful_group(gid_t shown);

/*
 * Whether a file's owner, or its group, is not known by what stat(2) shows: nobody here is surely
 * it, and no capability of this user namespace counts for such a file.
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
