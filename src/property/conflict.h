/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Conflicts with what an interface was made as. */
#ifndef TUNADM_PROPERTY_CONFLICT_H
#define TUNADM_PROPERTY_CONFLICT_H

#include "model/device.h"
#include "model/fault.h"

/* The fault of a conflict that only a new interface can end: adds the hint to delete this one. */
struct fault *conflict_anew(struct fault *fault, const struct device *device)
	__attribute__((nonnull, returns_nonnull)) must_check;

#endif
