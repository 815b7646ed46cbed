/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Watching the packets of interfaces for a while. */
#ifndef TUNADM_WHY_WATCH_H
#define TUNADM_WHY_WATCH_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/engine.h"
#include "why/result.h"

/* Called several times a second with the nanoseconds that have passed. */
typedef void watch_progress_fn(void *data, int64_t passed);

/*
 * Watches all interfaces at once, for this many nanoseconds or until a signal (call signals_catch()
 * first). Fills in the traffic of each result. Without the kernel's trace the traffic is that of
 * the counters, and a note of the result says what is missing.
 */
struct fault *watch_interfaces(struct engine *engine, const struct device *const *devices,
			       struct why_result *const *results, size_t count, int64_t duration,
			       watch_progress_fn *on_passed, void *data)
	__attribute__((nonnull(1, 2, 3, 6))) must_check;

#endif
