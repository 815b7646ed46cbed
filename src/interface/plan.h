/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plan: the differences between an interface and a request, and how to remove them. */
#ifndef TUNADM_INTERFACE_PLAN_H
#define TUNADM_INTERFACE_PLAN_H

#include <stdbool.h>

#include "interface/plan-state.h"
#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/request.h"

/*
 * Begins a plan for an interface that was looked up or, if `fresh`, was just created; all three
 * arguments must outlive the plan. plan_clear() ends it.
 */
void plan_begin(struct plan *plan, struct engine *engine, const struct request *request,
		const struct device *device, bool fresh) __attribute__((nonnull));

/*
 * Compares, and finds conflicts that no call could resolve (2, 4). Names must have been resolved.
 */
struct fault *plan_compare(struct plan *plan) __attribute__((nonnull)) must_check;

/* Sets the properties of the link that differ. After a fault, some of them may be set. */
struct fault *plan_set_link(struct plan *plan) __attribute__((nonnull)) must_check;

/*
 * Makes all changes, those that need privilege first. Removes from plan->changes what turns out to
 * be as requested already, or to be a mere record of an interface in use. After a fault all changes
 * were undone, or the fault says that this failed. Status 3: the interface is gone.
 */
struct fault *plan_apply(struct plan *plan) __attribute__((nonnull)) must_check;

void plan_clear(struct plan *plan) __attribute__((nonnull));

#define auto_plan __attribute__((cleanup(plan_clear)))

#endif
