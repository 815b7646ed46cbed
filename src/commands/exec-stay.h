/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Attaching in another network namespace without entering it: a child does, and passes the
 * descriptors.
 */
#ifndef TUNADM_COMMANDS_EXEC_STAY_H
#define TUNADM_COMMANDS_EXEC_STAY_H

#include "commands/exec-run.h"
#include "input/invocation.h"
#include "output/report.h"

/* Attaches to the interfaces of the command line, in the network namespace of the process. */
typedef void exec_gather_fn(struct invocation *invocation, struct passed *passed,
			    struct report *report);

/*
 * Lets a child enter the namespace of --netns, gather there and pass the descriptors (SCM_RIGHTS,
 * unix(7)), which the list owns afterwards. The child reports failures; the status of *report is
 * its status. If the child is killed, the list stays empty. If this process is killed, the child
 * ends. The child has ended when this function returns.
 */
void exec_stay(struct invocation *invocation, exec_gather_fn *gather, struct passed *passed,
	       struct report *report) __attribute__((nonnull));

#endif
