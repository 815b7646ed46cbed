/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a dry run finds out by looking: whether the kernel would allow this process to do it. */
#ifndef TUNADM_INTERFACE_REHEARSE_H
#define TUNADM_INTERFACE_REHEARSE_H

#include "interface/plan.h"
#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/request.h"

/*
 * The fault that create_begin() or create_complete() would return: about the device, a missing
 * right, or an owner who is not mapped here. Names must have been resolved. The fault names the
 * interface to be created.
 */
struct fault *rehearse_create(struct engine *engine, const char *name,
			      const struct request *request) __attribute__((nonnull)) must_check;

/*
 * The same for plan_apply(). Removes from plan->changes the record of an interface to which a
 * program is attached without a carrier, found by a look at the processes.
 */
struct fault *rehearse_change(struct plan *plan) __attribute__((nonnull)) must_check;

/* The fault (1, 6) if the device cannot be opened, otherwise NULL. */
struct fault *rehearse_open(struct engine *engine) __attribute__((nonnull)) must_check;

#endif
