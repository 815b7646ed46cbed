/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The result for each interface, as JSON. */
#ifndef TUNADM_OUTPUT_JSON_RESULTS_H
#define TUNADM_OUTPUT_JSON_RESULTS_H

#include "json/json-build.h"
#include "model/target.h"
#include "output/json-document.h"

/* Adds "changes": the words of these CHANGE_BIT()s. */
void json_set_changes(struct json_builder *builder, json_t *object, uint64_t changes)
	__attribute__((nonnull));

/*
 * Adds {ifname, action, changes, status} and, after a failure, "error", and then what `more` adds,
 * which may be NULL. A target without an action was not reached: it failed with the first fault of
 * the run. The caller still owns the target and its fault.
 */
void json_add_target(struct json_document *document, const struct target *target,
		     json_fill_fn *more, const void *data) __attribute__((nonnull(1, 2)));

#endif
