/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plan: how one existing interface differs from a request, and making that difference go. */
#ifndef TUNADM_INTERFACE_ENSURE_PLAN_H
#define TUNADM_INTERFACE_ENSURE_PLAN_H

#include <stdbool.h>

#include "interface/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/request.h"

struct plan {
	const struct request *request;
	const struct device *device; /* as it is before */
	unsigned int changes;	     /* REQUEST_* of what differs */
	int master;		     /* the index of the request's, where that is given */
	bool *missing;		     /* for each of the request's addresses */
};

/*
 * Makes the changes, those that need privilege first; what turns out to be so already, or a mere
 * record of an interface in use, leaves plan->changes. After a fault all that was changed has been
 * taken back, or the fault says that it could not be. Status 3: the interface is gone.
 */
struct fault *plan_apply(struct engine *engine, struct plan *plan)
	__attribute__((nonnull)) must_check;

#endif
