/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the commands that change one thing have in common: the same change, to each interface. */
#ifndef TUNADM_COMMANDS_EACH_H
#define TUNADM_COMMANDS_EACH_H

#include "command.h"
#include "interface/engine.h"
#include "model/device.h"
#include "model/fault.h"

/*
 * Makes the change that the request asks for; *changes are the REQUEST_* bits of what differs from
 * what the device shows.
 */
typedef struct fault *each_fn(struct engine *engine, const struct device *device,
			      const struct request *request, unsigned int *changes);

/*
 * Makes the change to each interface that the first operand stands for, and reports what became
 * of it; `what` ("cannot set MTU") is for those that are not found.
 */
void each_interface(const struct invocation *invocation, struct report *report, const char *what,
		    each_fn *change);

#endif
