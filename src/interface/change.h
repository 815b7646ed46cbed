/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Changing one thing of an existing interface, and leaving all others as they are. */
#ifndef TUNADM_INTERFACE_CHANGE_H
#define TUNADM_INTERFACE_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/property-id.h"

/*
 * Each takes a tun/tap interface as it was looked up, works on one in use where the kernel allows
 * any way to do it, and returns a fault that names the interface and what could not be done. A
 * fault leaves the interface as it was.
 */

/* Without a holder, taking persistence away makes the interface vanish. */
struct fault *change_persist(struct engine *engine, const struct device *device, bool persist)
	__attribute__((nonnull)) must_check;

/*
 * The set `given` of PROPERTY_BIT()s says which of owner and group to change. An owner that is
 * new stays where the group then fails, as the kernel cannot take it away: the fault says so.
 */
struct fault *change_owner(struct engine *engine, const struct device *device, uint64_t given,
			   uid_t owner, gid_t group) __attribute__((nonnull)) must_check;

/* Which of the two, of those given, the interface does not have yet. */
uint64_t change_owner_differs(const struct device *device, uint64_t given, uid_t owner, gid_t group)
	__attribute__((nonnull, pure));

#endif
