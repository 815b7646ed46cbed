/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ensuring: create a missing interface, change what differs, and leave the rest alone. */
#ifndef TUNADM_INTERFACE_ENSURE_H
#define TUNADM_INTERFACE_ENSURE_H

#include <stdbool.h>

#include "interface/settle.h"
#include "kernel/engine.h"
#include "model/request.h"
#include "model/target.h"

/*
 * Makes the interface `name` match the request, which must have passed properties_check(), and
 * fills in target->action, changes and fault. `existing` is the result of a dump, or NULL to look
 * it up now; if it has changed since, it is looked up again. Only what was requested is changed,
 * live if a process is attached. What the kernel cannot change on an existing interface (mode,
 * multi-queue, removing an owner or group, a MAC on a tun) is a conflict (4), found before anything
 * is changed. After a fault the earlier changes are undone. With dry_run the result is the same but
 * nothing is changed. A new interface is passed to settle_take(): request and target must stay
 * where they are until settle_all().
 */
void ensure_interface(struct settle *settle, const char *name, struct request *request,
		      const struct device *existing, bool dry_run, struct target *target)
	__attribute__((nonnull(1, 2, 3, 6)));

/*
 * Finds in which properties an existing interface differs from the request: *differs
 * (PROPERTY_BIT()s). Changes nothing. What could not be changed is a conflict (status 4) as above.
 * If no mode was given, the interface's own is accepted, whatever its name.
 */
struct fault *ensure_compare(struct engine *engine, const struct device *device,
			     struct request *request, uint64_t *differs)
	__attribute__((nonnull)) must_check;

/*
 * Makes that change to target->device, and fills in target->changes and lost; a fault leaves the
 * interface as it was.
 */
struct fault *ensure_change(struct engine *engine, struct request *request, struct target *target)
	__attribute__((nonnull)) must_check;

#endif
