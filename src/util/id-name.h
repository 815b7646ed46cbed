/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of user and group ids, for messages and lists. */
#ifndef TUNADM_UTIL_ID_NAME_H
#define TUNADM_UTIL_ID_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Longer names are cut (useradd(8) allows 32 bytes; name services do not agree). */
#define ID_NAME_SIZE 64

/*
 * Writes the account's name, or its number if it has no name. -1 is nobody's id: it stands for an
 * id that has no number in this user namespace, and becomes "unknown". Returns false if it wrote
 * the number for want of memory.
 */
bool id_user_name(uid_t uid, char name[ID_NAME_SIZE]) __attribute__((nonnull));
bool id_group_name(gid_t gid, char name[ID_NAME_SIZE]) __attribute__((nonnull));

/*
 * Whether a word is all digits: an id, which must not depend on a name service. Every add asks it;
 * strspn(3) would be the only function that add uses from its 64 KiB of the C library.
 */
static inline bool id_is_number(const char *word)
{
	const char *at = word;

	while (*at >= '0' && *at <= '9')
		at++;
	return at > word && !*at;
}

/* A cache of names: a list asks for the same few ids again and again. */
struct id_names {
	struct id_name *items; /* sorted by id */
	size_t count;
	size_t capacity;
	bool no_memory; /* answers since then are not reliable */
};

/*
 * Returns the account's name, which belongs to the cache, or NULL for an id without a name, such as
 * -1. A zero-initialized cache is empty. Users and groups need a cache each; id_names_clear() frees
 * it.
 */
const char *id_names_user(struct id_names *users, uid_t uid) __attribute__((nonnull));
const char *id_names_group(struct id_names *groups, gid_t gid) __attribute__((nonnull));
void id_names_clear(struct id_names *names) __attribute__((nonnull));

#define auto_id_names __attribute__((cleanup(id_names_clear)))

#endif
