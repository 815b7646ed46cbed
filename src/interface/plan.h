/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plan: how one interface differs from a request, and making that difference go. */
#ifndef TUNADM_INTERFACE_PLAN_H
#define TUNADM_INTERFACE_PLAN_H

#include <stdbool.h>

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/request.h"
#include "property/property.h"

struct plan {
	struct engine *engine;
	const struct request *request;
	const struct device *device; /* as it is before */
	uint64_t changes;	     /* CHANGE_BIT()s of what differs, or goes with it */
	uint64_t losses;	     /* PROPERTY_BIT()s of what the kernel takes away with them */
	char *lost;		     /* that in words, as options; NULL: nothing */
	bool unplugged;		     /* its carrier was taken away, to be given back */
	struct property_change parts[PROPERTY_COUNT];
	size_t ipv6_addresses; /* before it is applied, if some may go with a change of the link */
};

/*
 * Begins a plan for an interface that was looked up, or, if it is fresh, has just been made; all
 * three live as long as the plan. plan_clear() ends it.
 */
void plan_begin(struct plan *plan, struct engine *engine, const struct request *request,
		const struct device *device, bool fresh) __attribute__((nonnull));

/*
 * Compares, and finds what no call could change (2, 4). What names stand for must have been
 * resolved.
 */
struct fault *plan_compare(struct plan *plan) __attribute__((nonnull)) must_check;

/* Sets the properties of the link that differ. After a fault, a part of them may be set. */
struct fault *plan_set_link(struct plan *plan) __attribute__((nonnull)) must_check;

/*
 * Makes all changes, those that need privilege first; what turns out to be so already, or a mere
 * record of an interface in use, leaves plan->changes. After a fault all that was changed has been
 * taken back, or the fault says that it could not be. Status 3: the interface is gone.
 */
struct fault *plan_apply(struct plan *plan) __attribute__((nonnull)) must_check;

void plan_clear(struct plan *plan) __attribute__((nonnull));

#define auto_plan __attribute__((cleanup(plan_clear)))

#endif
