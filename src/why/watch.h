/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Watching: the packets of interfaces for a while, and why some are dropped. */
#ifndef TUNADM_WHY_WATCH_H
#define TUNADM_WHY_WATCH_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#include "interface/engine.h"
#include "why/why.h"

/* Called several times a second, with how much of the time is over. */
typedef void watch_progress_fn(void *data, int64_t passed);

/*
 * Watches the packets of all these interfaces at once, for so many nanoseconds or until a signal
 * that is not in *while_waiting comes, and fills in the traffic of each one's result. Where the
 * kernel's trace is not to be had, or not all of it, the result's notes say so, and the traffic is
 * that of the counters.
 */
struct fault *watch_interfaces(struct engine *engine, const struct device *const *devices,
			       struct why_result *const *results, size_t count, int64_t duration,
			       const sigset_t *while_waiting, watch_progress_fn *progress,
			       void *data) __attribute__((nonnull(1, 2, 3, 6, 7))) must_check;

#endif
