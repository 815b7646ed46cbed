/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Changes one property of an existing interface, and leaves all others as they are. */
#ifndef TUNADM_INTERFACE_CHANGE_H
#define TUNADM_INTERFACE_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/property-id.h"

/*
 * Each function takes a tun/tap interface as it was looked up, works on one in use as far as the
 * kernel allows, and returns a fault that names the interface and what failed. After a fault the
 * interface is unchanged.
 */

/* If no process is attached, removing persistence deletes the interface. */
struct fault *change_persist(struct engine *engine, const struct device *device, bool persist)
	__attribute__((nonnull)) must_check;

/*
 * `given`, a set of PROPERTY_BIT()s, says whether to change owner, group or both. If setting the
 * group fails after an owner was set where there was none, the owner stays, as the kernel cannot
 * remove it; the fault says so.
 */
struct fault *change_owner(struct engine *engine, const struct device *device, uint64_t given,
			   uid_t owner, gid_t group) __attribute__((nonnull)) must_check;

/* Which of the two, among those given, differ from the interface. */
uint64_t change_owner_differs(const struct device *device, uint64_t given, uid_t owner, gid_t group)
	__attribute__((nonnull, pure));

#endif
