/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of user and group ids, for messages. */
#ifndef TUNADM_UTIL_ID_NAME_H
#define TUNADM_UTIL_ID_NAME_H

#include <sys/types.h>

/* Longer names (useradd(8) allows 32 bytes; name services do not agree) are cut. */
#define ID_NAME_SIZE 64

/* The account's name, or the number of one without a name. */
void id_user_name(uid_t uid, char name[ID_NAME_SIZE]) __attribute__((nonnull));
void id_group_name(gid_t gid, char name[ID_NAME_SIZE]) __attribute__((nonnull));

#endif
