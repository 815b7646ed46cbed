/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The common part of commands that make the same change to several interfaces. */
#ifndef TUNADM_COMMANDS_EACH_H
#define TUNADM_COMMANDS_EACH_H

#include "command.h"
#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"

/*
 * Makes the change of target->device that the request describes, and sets target->changes to the
 * CHANGE_BIT()s of the properties that differed from it.
 */
typedef struct fault *each_fn(struct engine *engine, struct request *request,
			      struct target *target);

/*
 * Makes the change to each interface that the first `count` operands select, and reports the
 * results; `what` ("cannot set MTU") describes failures.
 */
void each_interface(struct invocation *invocation, size_t count, struct report *report,
		    const char *what, each_fn *change);

/* Takes the second operand as the value of a property, called `name` ("MTU") in faults. */
struct fault *each_take_value(struct invocation *invocation, enum property_id id,
			      const char *name) must_check;

#endif
