/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Targets: the interfaces that one command is about, and what became of each. */
#ifndef TUNADM_MODEL_TARGET_H
#define TUNADM_MODEL_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "model/device.h"
#include "model/fault.h"

/* What became of one interface. */
enum action {
	ACTION_NONE, /* nothing yet */
	ACTION_CREATED,
	ACTION_CHANGED,
	ACTION_UNCHANGED,
	ACTION_DELETED,
	ACTION_PRUNED, /* deleted, as no entry of a table has it */
	ACTION_CHECKED,
	ACTION_ABSENT,	/* was not there, which was not a fault */
	ACTION_SKIPPED, /* in use, and passed over as asked */
	ACTION_WAITED,	/* is in the state that was waited for */
	ACTION_FAILED,
};

/* "created", "changed", ... as JSON and messages say it. */
const char *action_name(enum action action) __attribute__((const, returns_nonnull));

struct target {
	const char *operand;  /* as it was typed; not owned; NULL: a table's entry without name */
	struct device device; /* owned; name is empty where none was found */
	enum action action;
	uint64_t changes;    /* CHANGE_BIT()s of what was changed or, in a dry run, would be */
	char *lost;	     /* owned: what the kernel took away with them, as options; or NULL */
	enum status status;  /* of one that was checked and is not well, without a fault */
	struct fault *fault; /* owned: why it failed */
};

struct target_list {
	struct target *items;
	size_t count;
	size_t capacity;
};

/* The interface's own name where it is known, or else the operand: NULL for an entry without. */
const char *target_name(const struct target *target) __attribute__((nonnull, pure));

/* Appends an empty target for the operand; NULL without memory. */
struct target *target_list_add(struct target_list *list, const char *operand)
	__attribute__((nonnull(1), warn_unused_result));

/* Makes room for so many, which stay where they are until there are more. False without memory. */
bool target_list_reserve(struct target_list *list, size_t count)
	__attribute__((nonnull, warn_unused_result));

/* Marks the target as failed; it owns the fault from then on. */
void target_fail(struct target *target, struct fault *fault) __attribute__((nonnull));

/* Says of all that failed so far what was tried with them: "cannot delete". */
void target_list_wrap(struct target_list *list, const char *what) __attribute__((nonnull));

void target_list_clear(struct target_list *list) __attribute__((nonnull));

#define auto_target_list __attribute__((cleanup(target_list_clear)))

#endif
