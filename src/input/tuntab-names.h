/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names in a table: no two entries may give the same one to their interfaces. */
#ifndef TUNADM_INPUT_TUNTAB_NAMES_H
#define TUNADM_INPUT_TUNTAB_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "input/tuntab-entry.h"

/* A name that an entry gives to its interface. */
struct tuntab_name {
	const char *name; /* owned by the entry */
	struct tuntab_entry *entry;
	bool alternative;
};

struct tuntab_names {
	struct tuntab_name *items; /* sorted; entries' own names before the same alternative ones */
	size_t count;
	size_t capacity;
};

/*
 * Lists and sorts the names of all entries, which must stay where they are, and refuses (2) those
 * that have a name in common: each of them has a fault that names the other place, or is `doubled`.
 * asks: see tuntab_read().
 */
struct fault *tuntab_names_sort(struct tuntab_names *names, struct tuntab_entry *entries,
				size_t count, bool asks) __attribute__((nonnull(1))) must_check;

/* The entry of that name, invalid or not, or NULL; an alternative name is none. */
const struct tuntab_entry *tuntab_names_find(const struct tuntab_names *names, const char *name)
	__attribute__((nonnull));

void tuntab_names_clear(struct tuntab_names *names) __attribute__((nonnull));

#endif
