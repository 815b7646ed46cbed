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

/* One entry: what one would type behind `tunadm add`, or why that cannot be done. */
struct tuntab_entry {
	const char *path;  /* of its file, as messages have it; the table's */
	unsigned int line; /* where it begins, from 1 on */
	char *name;	   /* NULL where the entry has none that is valid */
	struct request request;
	struct fault *fault; /* located at FILE:LINE; the request is not to be used then */
	bool doubled; /* a later entry has its name, and the fault that tells of both: it is none */
};

struct tuntab {
	bool asks; /* set before it is read: wrong lines may ask for accounts, see below */
	struct tuntab_entry *entries; /* in the order of the files and of their lines */
	size_t count;
	size_t capacity;
	char **paths; /* owned: of the files that were read */
	size_t path_count;
	size_t path_capacity;
	struct fault **unread; /* of files and directories that cannot be read, about their path */
	size_t unread_count;
	size_t unread_capacity;
	bool has_directory; /* TUNTAB_DIRECTORY was looked into */
};

/*
 * Reads all of the file, of standard input for "-", or for NULL of TUNTAB_PATH and after it those
 * of TUNTAB_DIRECTORY whose names end with ".conf" and begin with no dot, in the order of their
 * names as bytes. Of the two at least one has to be there. A bad entry is an entry with a fault
 * (2, 4); a file that cannot be read (1, 2, 6), or that somebody else than root and the caller
 * could have written (6), is a fault in `unread`. The fault that is returned is a lack of memory.
 *
 * Names of accounts are not looked up, which properties_resolve() does. Only of a line that is
 * wrong anyway, or whose name has two entries, those before the fault are: which is the first?
 */
struct fault *tuntab_read(const char *path, struct tuntab *tuntab)
	__attribute__((nonnull(2))) must_check;

/* Whether every file and every line could be read, and no name has two entries. */
bool tuntab_is_whole(const struct tuntab *tuntab) __attribute__((nonnull, pure));

/* Says of a fault that it is about this entry: "FILE:LINE: " before the object. */
struct fault *tuntab_locate(const struct tuntab_entry *entry, struct fault *fault)
	__attribute__((nonnull, returns_nonnull)) must_check;

void tuntab_clear(struct tuntab *tuntab) __attribute__((nonnull));

#define auto_tuntab __attribute__((cleanup(tuntab_clear)))

#endif
