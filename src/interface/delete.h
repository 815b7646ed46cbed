/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Deleting: reserve each interface against others, then delete all of them at the cost of one. */
#ifndef TUNADM_INTERFACE_DELETE_H
#define TUNADM_INTERFACE_DELETE_H

#include "kernel/engine.h"
#include "model/fault.h"
#include "model/target.h"

enum delete_flags {
	DELETE_FORCE = 1 << 0, /* even while a process is attached */
	DELETE_IDLE = 1 << 1,  /* skip those in use: ACTION_SKIPPED */
	/* An interface that somebody else deletes in the meantime is not a fault: ACTION_ABSENT. */
	DELETE_IF_EXISTS = 1 << 2,
	/* Deleted interfaces are ACTION_PRUNED, and there is no hint to use --force. */
	DELETE_PRUNE = 1 << 3,
};

/* The hint for an interface in use. */
const char *delete_advice(unsigned int flags) __attribute__((const, returns_nonnull));

/* The action of a deleted interface. */
enum action delete_action(unsigned int flags) __attribute__((const));

/*
 * Deletes every target that has no action yet, and sets its action and fault. After ACTION_DELETED
 * (or ACTION_PRUNED) the interface is gone. An interface in use fails with status 5 and its
 * holders' names, and is not touched; neither is one that was replaced since it was selected. If
 * the caller may not delete by netlink, a program that attaches at the very end can keep the
 * interface until it ends.
 */
void delete_targets(struct engine *engine, struct target_list *targets, unsigned int flags)
	__attribute__((nonnull));

#endif
