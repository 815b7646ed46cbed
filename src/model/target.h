/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Targets: the interfaces of one command, and the result for each. */
#ifndef TUNADM_MODEL_TARGET_H
#define TUNADM_MODEL_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "model/device.h"
#include "model/fault.h"

/* The result for one interface. */
enum action {
	ACTION_NONE, /* nothing yet */
	ACTION_CREATED,
	ACTION_CHANGED,
	ACTION_UNCHANGED,
	ACTION_DELETED,
	ACTION_PRUNED, /* deleted, as it has no entry in the table */
	ACTION_CHECKED,
	ACTION_ABSENT,	/* did not exist, which was not a fault */
	ACTION_SKIPPED, /* in use, and skipped as requested */
	ACTION_WAITED,	/* is in the state that was awaited */
	ACTION_FAILED,
};

/* "created", "changed", ... as in JSON and messages. */
const char *action_name(enum action action) __attribute__((const, returns_nonnull));

struct target {
	const char *operand;  /* as typed; not owned; NULL: a table's entry without a name */
	struct device device; /* owned; the name is empty if none was found */
	enum action action;
	uint64_t changes;    /* CHANGE_BIT()s of what was changed or, in a dry run, would be */
	char *lost;	     /* owned: what the kernel removed with them, as options; or NULL */
	enum status status;  /* of a check that found a problem, without a fault */
	struct fault *fault; /* owned: why it failed */
};

struct target_list {
	struct target *items;
	size_t count;
	size_t capacity;
};

/* The interface's own name if known, otherwise the operand; NULL for an entry without a name. */
const char *target_name(const struct target *target) __attribute__((nonnull, pure));

/* Appends an empty target for the operand; returns NULL without memory. */
struct target *target_list_add(struct target_list *list, const char *operand)
	__attribute__((nonnull(1), warn_unused_result));

/* Makes room for this many; the targets do not move until there are more. False without memory. */
bool target_list_reserve(struct target_list *list, size_t count)
	__attribute__((nonnull, warn_unused_result));

/* Marks the target as failed; it owns the fault afterwards. */
void target_fail(struct target *target, struct fault *fault) __attribute__((nonnull));

/* Sets what was tried ("cannot delete") in the faults of all targets that failed so far. */
void target_list_wrap(struct target_list *list, const char *what) __attribute__((nonnull));

/*
 * Leaves one target, the first, for each interface that several operands name, and for each operand
 * without an interface. All must have operands. Returns false without memory.
 */
bool target_list_merge(struct target_list *list) __attribute__((nonnull, warn_unused_result));

/* Frees all that the target owns; it is empty then. */
void target_clear(struct target *target) __attribute__((nonnull));

void target_list_clear(struct target_list *list) __attribute__((nonnull));

#define auto_target_list __attribute__((cleanup(target_list_clear)))

#endif
