/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What became of each interface, as JSON. */
#ifndef TUNADM_OUTPUT_JSON_RESULTS_H
#define TUNADM_OUTPUT_JSON_RESULTS_H

#include "model/fault.h"
#include "model/target.h"

/*
 * Prints an array with {ifname, action, changes} for each target of which something became, and
 * "error" for those that failed; their faults stay the targets'. json_load() comes first.
 */
struct fault *json_print_targets(const struct target_list *targets)
	__attribute__((nonnull)) must_check;

#endif
