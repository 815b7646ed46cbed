/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ensuring: create what is missing, change what differs, leave alone what is as asked. */
#ifndef TUNADM_INTERFACE_ENSURE_H
#define TUNADM_INTERFACE_ENSURE_H

#include <stdbool.h>

#include "interface/settle.h"
#include "kernel/engine.h"
#include "model/request.h"
#include "model/target.h"

/*
 * Brings the interface `name` in line with the request, which must have passed properties_check(),
 * and fills target->action, changes and fault. `existing` is what a dump showed of it, or NULL to
 * look it up now; what has come or gone meanwhile is looked at again. Only what was asked for is
 * changed, live where a process is attached; what the kernel cannot change on an existing
 * interface (mode, multi-queue, taking an owner or group away, a MAC on a tun) is a conflict (4),
 * found before anything is changed. On a fault half-way the earlier changes are taken back.
 * With dry_run it says the same and changes nothing. One that is made is handed to settle_take():
 * request and target have to stay where they are until settle_all().
 */
void ensure_interface(struct settle *settle, const char *name, struct request *request,
		      const struct device *existing, bool dry_run, struct target *target)
	__attribute__((nonnull(1, 2, 3, 6)));

/*
 * What of the request an existing interface is not, in *differs (PROPERTY_BIT()s), with nothing
 * changed. What could not be changed is a conflict (status 4) as above. A mode that was not given
 * is the interface's own, whatever it is called.
 */
struct fault *ensure_compare(struct engine *engine, const struct device *device,
			     struct request *request, uint64_t *differs)
	__attribute__((nonnull)) must_check;

/*
 * Makes that go for target->device, and fills target->changes and lost; a fault leaves the
 * interface as it was.
 */
struct fault *ensure_change(struct engine *engine, struct request *request, struct target *target)
	__attribute__((nonnull)) must_check;

#endif
