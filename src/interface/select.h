/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Selecting: from the names and patterns of a command line to existing tun/tap interfaces. */
#ifndef TUNADM_INTERFACE_SELECT_H
#define TUNADM_INTERFACE_SELECT_H

#include "kernel/engine.h"
#include "model/fault.h"
#include "model/target.h"

/* From this many names on, one dump is cheaper than a request for each. */
#define SELECT_DUMP_FROM 8

enum select_flags {
	SELECT_IF_EXISTS = 1 << 0, /* a missing one becomes ACTION_ABSENT, not a fault */
	SELECT_LITERAL = 1 << 1,   /* names only: a * is an ordinary character */
};

/*
 * Appends a target for each name, in order: an interface's name, an alternative name, or a shell
 * pattern, which selects all tun/tap interfaces that it matches (an exact name takes precedence
 * over a pattern). Each interface is selected once. A name that is not found (status 3), is not a
 * tun/tap interface (4) or could not be looked up becomes a failed target, and the others go on. A
 * few names are looked up individually, many with one dump.
 */
struct fault *select_targets(struct engine *engine, const char *const *names, size_t count,
			     unsigned int flags, struct target_list *targets)
	__attribute__((nonnull)) must_check;

/*
 * Looks one interface up by name; status 4 as above. The caller clears *device, which is empty if
 * there is none of that name.
 */
struct fault *select_one(struct engine *engine, const char *name, struct device *device)
	__attribute__((nonnull)) must_check;

/* Whether the name contains one of the characters that make a shell pattern. */
bool select_is_pattern(const char *name) __attribute__((nonnull, pure));

#endif
