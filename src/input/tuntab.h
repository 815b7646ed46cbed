/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of interfaces, /etc/tuntab: see tuntab(5). */
#ifndef TUNADM_INPUT_TUNTAB_H
#define TUNADM_INPUT_TUNTAB_H

#include <stddef.h>

#include "model/fault.h"
#include "model/request.h"

#define TUNTAB_PATH  SYSCONFDIR "/tuntab"
#define TUNTAB_STDIN "-"

/* One entry: what one would type behind `tunadm add`, or why that cannot be done. */
struct tuntab_entry {
	unsigned int line; /* where it begins, from 1 on */
	char *name;	   /* NULL where the entry has none that is valid */
	struct request request;
	struct fault
		*fault; /* status 2, located at FILE:LINE; the request is not to be used then */
};

struct tuntab {
	const char *path;	      /* as messages have it; the caller's, or a constant */
	struct tuntab_entry *entries; /* in the order of the file */
	size_t count;
	size_t capacity;
};

/*
 * Reads all of the file, or of standard input for "-". A bad entry is an entry with a fault;
 * the fault that is returned is one of the whole file: it cannot be read (1, 6), or somebody
 * else than root and the caller could have written it (6).
 */
struct fault *tuntab_read(const char *path, struct tuntab *tuntab)
	__attribute__((nonnull)) must_check;

/* Says of a fault that it is about this entry: "FILE:LINE: " before the object. */
struct fault *tuntab_locate(const struct tuntab *tuntab, const struct tuntab_entry *entry,
			    struct fault *fault)
	__attribute__((nonnull, returns_nonnull)) must_check;

void tuntab_clear(struct tuntab *tuntab) __attribute__((nonnull));

#define auto_tuntab __attribute__((cleanup(tuntab_clear)))

#endif
