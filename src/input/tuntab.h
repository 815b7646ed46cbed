/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of interfaces, /etc/tuntab and /etc/tuntab.d: see tuntab(5). */
#ifndef TUNADM_INPUT_TUNTAB_H
#define TUNADM_INPUT_TUNTAB_H

#include <stdbool.h>
#include <stddef.h>

#include "input/tuntab-entry.h"
#include "input/tuntab-names.h"
#include "model/fault.h"

#define TUNTAB_PATH	 SYSCONFDIR "/tuntab"
#define TUNTAB_DIRECTORY SYSCONFDIR "/tuntab.d"
#define TUNTAB_STDIN	 "-"

struct tuntab {
	bool asks; /* set before reading: invalid lines may look up accounts, see below */
	struct tuntab_entry *entries; /* in the order of the files and their lines */
	size_t count;
	size_t capacity;
	char **paths; /* owned: of the files that were read */
	size_t path_count;
	size_t path_capacity;
	struct tuntab_names names;
	struct fault **unread; /* of files and directories that cannot be read, with the path */
	size_t unread_count;
	size_t unread_capacity;
	bool has_directory; /* TUNTAB_DIRECTORY was read */
};

/*
 * Reads the file, standard input for "-", or for NULL TUNTAB_PATH and then the files in
 * TUNTAB_DIRECTORY whose names end in ".conf" and do not begin with a dot, in the order of their
 * names as bytes. The file or the directory must exist. An invalid entry is an entry with a fault
 * (2, 4). A file that cannot be read (1, 2, 6), or to which others than root and the caller can
 * write (6), adds a fault to `unread`. The only fault returned is a lack of memory.
 *
 * Names of accounts are not looked up; properties_resolve() does that. The exceptions are lines
 * that are invalid or have a second entry, where names before the fault are looked up to report the
 * first error.
 */
struct fault *tuntab_read(const char *path, struct tuntab *tuntab)
	__attribute__((nonnull(2))) must_check;

/* Whether all files and lines could be read, and no name is in two entries. */
bool tuntab_is_whole(const struct tuntab *tuntab) __attribute__((nonnull, pure));

void tuntab_clear(struct tuntab *tuntab) __attribute__((nonnull));

#define auto_tuntab __attribute__((cleanup(tuntab_clear)))

#endif
