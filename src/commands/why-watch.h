/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What `why` does with --watch, before it looks at anything else. */
#ifndef TUNADM_COMMANDS_WHY_WATCH_H
#define TUNADM_COMMANDS_WHY_WATCH_H

#include <stdint.h>

#include "interface/engine.h"
#include "model/fault.h"
#include "model/target.h"
#include "output/report.h"
#include "why/why.h"

/*
 * Watches the packets of all targets for so many nanoseconds, with progress on a terminal, and puts
 * what was seen into the result of each. A signal ends it early, which is reported. The targets are
 * looked at anew: one that went meanwhile is a failed one.
 */
struct fault *why_watch(struct report *report, struct engine *engine, struct target_list *targets,
			struct why_result *results, int64_t duration)
	__attribute__((nonnull)) must_check;

#endif
