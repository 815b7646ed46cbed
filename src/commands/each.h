/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the commands that change interfaces have in common: the same change, to each of them. */
#ifndef TUNADM_COMMANDS_EACH_H
#define TUNADM_COMMANDS_EACH_H

#include "command.h"
#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"

/*
 * Makes the change of target->device that the request asks for, and sets target->changes to the
 * CHANGE_BIT()s of what differed from what that shows.
 */
typedef struct fault *each_fn(struct engine *engine, struct request *request,
			      struct target *target);

/*
 * Makes the change to each interface that the first `count` operands stand for, and reports what
 * became of it; `what` ("cannot set MTU") is for those that failed.
 */
void each_interface(struct invocation *invocation, size_t count, struct report *report,
		    const char *what, each_fn *change);

/*
 * Takes the second operand as the value of a property; a fault calls it by that name ("MTU").
 */
struct fault *each_take_value(struct invocation *invocation, enum property_id id,
			      const char *name) must_check;

#endif
