/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The result of a deletion, predicted without changing anything. */
#ifndef TUNADM_INTERFACE_DELETE_REHEARSE_H
#define TUNADM_INTERFACE_DELETE_REHEARSE_H

#include "kernel/engine.h"
#include "model/fault.h"
#include "model/target.h"

/*
 * Sets the actions and faults that delete_targets() would set with the same flags (DELETE_*), as
 * far as can be seen without attaching. Changes nothing. *doubt says why an interface that would be
 * deleted may be in use after all (SIGHT_*), or is 0.
 */
struct fault *delete_rehearse(struct engine *engine, struct target_list *targets,
			      unsigned int flags, unsigned int *doubt)
	__attribute__((nonnull)) must_check;

#endif
