/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of user and group ids, for messages and lists. */
#ifndef TUNADM_UTIL_ID_NAME_H
#define TUNADM_UTIL_ID_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Longer names (useradd(8) allows 32 bytes; name services do not agree) are cut. */
#define ID_NAME_SIZE 64

/*
 * The account's name, or the number of one without a name; -1, which is nobody's id, stands for one
 * that this user namespace has no number for, and is unknown. False: it is the number for want of
 * memory.
 */
bool id_user_name(uid_t uid, char name[ID_NAME_SIZE]) __attribute__((nonnull));
bool id_group_name(gid_t gid, char name[ID_NAME_SIZE]) __attribute__((nonnull));

/* What was looked up already: a list asks for the same few ids again and again. */
struct id_names {
	struct id_name *items; /* sorted by id */
	size_t count;
	size_t capacity;
	bool no_memory; /* what was answered since is not to be relied on */
};

/*
 * The account's name, which is the cache's, or NULL for an id without one, as -1 is.
 * Zero-initialized, a cache is empty; users and groups need one each, and id_names_clear() ends it.
 */
const char *id_names_user(struct id_names *users, uid_t uid) __attribute__((nonnull));
const char *id_names_group(struct id_names *groups, gid_t gid) __attribute__((nonnull));
void id_names_clear(struct id_names *names) __attribute__((nonnull));

#define auto_id_names __attribute__((cleanup(id_names_clear)))

#endif
