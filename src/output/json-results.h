/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The result for each interface, as JSON. */
#ifndef TUNADM_OUTPUT_JSON_RESULTS_H
#define TUNADM_OUTPUT_JSON_RESULTS_H

#include "model/target.h"
#include "output/json-document.h"

/*
 * Adds {ifname, action, changes, status} and, after a failure, "error", and then what `more` adds,
 * which may be NULL. A target without an action was not reached: it failed with the first fault of
 * the run. The caller still owns the target and its fault.
 */
void json_add_target(struct json_document *document, const struct target *target,
		     json_fill_fn *more, const void *data) __attribute__((nonnull(1, 2)));

#endif
