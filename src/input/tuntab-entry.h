/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An entry of the table of interfaces. */
#ifndef TUNADM_INPUT_TUNTAB_ENTRY_H
#define TUNADM_INPUT_TUNTAB_ENTRY_H

#include <stdbool.h>

#include "model/fault.h"
#include "model/request.h"

/* One entry: the arguments that one would give to `tunadm add`, or why it is invalid. */
struct tuntab_entry {
	const char *path;  /* of its file, as in messages; owned by the table */
	unsigned int line; /* where it begins, from 1 on */
	char *name;	   /* NULL if the entry has no valid name */
	struct request request;
	struct fault *fault; /* located at FILE:LINE; the request is not valid then */
	bool doubled;	     /* a later entry has this name, and the fault that names both */
};

/* Adds "FILE:LINE: " of the entry before the fault's object. */
struct fault *tuntab_locate(const struct tuntab_entry *entry, struct fault *fault)
	__attribute__((nonnull, returns_nonnull)) must_check;

/*
 * Looks up the entry's accounts. Returns the fault of the first one that does not exist and frees
 * the given one, or returns the given one, which may be NULL.
 */
struct fault *tuntab_look_up(struct tuntab_entry *entry, struct fault *fault)
	__attribute__((nonnull(1))) must_check;

#endif
