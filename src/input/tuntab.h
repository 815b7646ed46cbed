/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of interfaces, /etc/tuntab and /etc/tuntab.d: see tuntab(5). */
#ifndef TUNADM_INPUT_TUNTAB_H
#define TUNADM_INPUT_TUNTAB_H

#include <stdbool.h>
#include <stddef.h>

#include "model/fault.h"
#include "model/request.h"

#define TUNTAB_PATH	 SYSCONFDIR "/tuntab"
#define TUNTAB_DIRECTORY SYSCONFDIR "/tuntab.d"
#define TUNTAB_STDIN	 "-"

/* One entry: the arguments that one would give to `tunadm add`, or why it is invalid. */
struct tuntab_entry {
	const char *path;  /* of its file, as in messages; owned by the table */
	unsigned int line; /* where it begins, from 1 on */
	char *name;	   /* NULL if the entry has no valid name */
	struct request request;
	struct fault *fault; /* located at FILE:LINE; the request is not valid then */
	bool doubled;	     /* a later entry has this name, and the fault that names both */
};

struct tuntab {
	bool asks; /* set before reading: invalid lines may look up accounts, see below */
	struct tuntab_entry *entries; /* in the order of the files and their lines */
	size_t count;
	size_t capacity;
	char **paths; /* owned: of the files that were read */
	size_t path_count;
	size_t path_capacity;
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

/* Whether all files and lines could be read, and no name has two entries. */
bool tuntab_is_whole(const struct tuntab *tuntab) __attribute__((nonnull, pure));

/* Adds "FILE:LINE: " of the entry before the fault's object. */
struct fault *tuntab_locate(const struct tuntab_entry *entry, struct fault *fault)
	__attribute__((nonnull, returns_nonnull)) must_check;

void tuntab_clear(struct tuntab *tuntab) __attribute__((nonnull));

#define auto_tuntab __attribute__((cleanup(tuntab_clear)))

#endif
