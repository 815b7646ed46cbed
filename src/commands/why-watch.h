/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `why --watch`. */
#ifndef TUNADM_COMMANDS_WHY_WATCH_H
#define TUNADM_COMMANDS_WHY_WATCH_H

#include <stdint.h>

#include "kernel/engine.h"
#include "model/fault.h"
#include "model/target.h"
#include "output/report.h"
#include "why/result.h"

/*
 * Watches the packets of all targets for this many nanoseconds, with progress on a terminal, and
 * fills in the traffic of each result. A signal ends the watch early. Afterwards it reads the
 * targets again; a target that is gone has failed.
 */
struct fault *why_watch(struct report *report, struct engine *engine, struct target_list *targets,
			struct why_result *results, int64_t duration)
	__attribute__((nonnull)) must_check;

#endif
