/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Attaching in another network namespace without going there: a child does, and hands over. */
#ifndef TUNADM_COMMANDS_EXEC_STAY_H
#define TUNADM_COMMANDS_EXEC_STAY_H

#include "commands/exec-run.h"
#include "input/invocation.h"
#include "output/report.h"

/* Attaches to what the command line names, in the namespace that the process is in. */
typedef void exec_gather_fn(struct invocation *invocation, struct passed *passed,
			    struct report *report);

/*
 * Has a child enter the namespace of --netns, gather there and hand over the descriptors
 * (SCM_RIGHTS, unix(7)), which are the list's then. What fails, the child reports; the status of
 * *report is its status. A child that is killed leaves nothing in the list, and neither does this
 * process when it is killed leave a child. The child is gone when this returns.
 */
void exec_stay(struct invocation *invocation, exec_gather_fn *gather, struct passed *passed,
	       struct report *report) __attribute__((nonnull));

#endif
