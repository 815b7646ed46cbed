/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the kernel removes of one property when another is changed. */
#ifndef TUNADM_INTERFACE_LOSSES_H
#define TUNADM_INTERFACE_LOSSES_H

#include "interface/plan-state.h"
#include "model/fault.h"

/* Fills in plan->losses and lost from plan->changes; only looks. */
struct fault *losses_find(struct plan *plan) __attribute__((nonnull)) must_check;

#endif
