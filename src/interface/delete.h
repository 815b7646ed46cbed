/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Deleting: hold each interface against others, then take them all away at the price of one. */
#ifndef TUNADM_INTERFACE_DELETE_H
#define TUNADM_INTERFACE_DELETE_H

#include "kernel/engine.h"
#include "model/fault.h"
#include "model/target.h"

enum delete_flags {
	DELETE_FORCE = 1 << 0, /* even while a process is attached */
	DELETE_IDLE = 1 << 1,  /* pass over those in use: ACTION_SKIPPED */
	/* One that somebody else deletes meanwhile is no fault: ACTION_ABSENT. */
	DELETE_IF_EXISTS = 1 << 2,
	/* What is deleted is ACTION_PRUNED, and nobody is advised to force it. */
	DELETE_PRUNE = 1 << 3,
};

/* What to do about an interface in use. */
const char *delete_advice(unsigned int flags) __attribute__((const, returns_nonnull));

/* The action of one that is deleted. */
enum action delete_action(unsigned int flags) __attribute__((const));

/*
 * Deletes every target that has no action yet, and sets its action and fault. After
 * ACTION_DELETED (or ACTION_PRUNED) the interface is gone; one in use fails with status 5, names
 * its holders and stays untouched, and so does one that became another interface since it was
 * selected. Where the caller may not delete by netlink, whoever attaches at the very end can keep
 * it until he ends.
 */
void delete_targets(struct engine *engine, struct target_list *targets, unsigned int flags)
	__attribute__((nonnull));

#endif
