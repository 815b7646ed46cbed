/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a rehearsal finds out by looking alone: whether the kernel would let this process do it. */
#ifndef TUNADM_INTERFACE_REHEARSE_H
#define TUNADM_INTERFACE_REHEARSE_H

#include "interface/plan.h"
#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/request.h"

/*
 * The fault that create_begin() or create_complete() would meet: of the device, of a right that is
 * missing, of an owner who is not mapped here. What names stand for must have been resolved. The
 * fault names what was to be created.
 */
struct fault *rehearse_create(const char *name, const struct request *request)
	__attribute__((nonnull)) must_check;

/*
 * The same of plan_apply(). Takes out of plan->changes the record of an interface that a program is
 * attached to without a carrier, which a look at the processes tells.
 */
struct fault *rehearse_change(struct plan *plan) __attribute__((nonnull)) must_check;

/* The fault (1, 6) of not being able to open the device; NULL where it can be opened. */
struct fault *rehearse_open(void) must_check;

#endif
