/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Changing one thing of an existing interface, and leaving all others as they are. */
#ifndef TUNADM_INTERFACE_CHANGE_H
#define TUNADM_INTERFACE_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "interface/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/request.h"

/*
 * Each takes a tun/tap interface as it was looked up, works on one in use where the kernel allows
 * any way to do it, and returns a fault that names the interface and what could not be done. A
 * fault leaves the interface as it was.
 */

/* Without a holder, taking persistence away makes the interface vanish. */
struct fault *change_persist(struct engine *engine, const struct device *device, bool persist)
	__attribute__((nonnull)) must_check;

/*
 * REQUEST_OWNER and/or REQUEST_GROUP of `given` say which of the two to change. An owner that is
 * new stays where the group then fails, as the kernel cannot take it away: the fault says so.
 */
struct fault *change_owner(struct engine *engine, const struct device *device, unsigned int given,
			   uid_t owner, gid_t group) __attribute__((nonnull)) must_check;

/* Which of the two, of those given, the interface does not have yet: REQUEST_* bits. */
unsigned int change_owner_differs(const struct device *device, unsigned int given, uid_t owner,
				  gid_t group) __attribute__((nonnull, pure));

/* Status 4 for a tun, which has none. */
struct fault *change_mac(struct engine *engine, const struct device *device, const uint8_t mac[6])
	__attribute__((nonnull)) must_check;

/* Status 2 where the MTU is out of the link's own range. */
struct fault *change_mtu(struct engine *engine, const struct device *device, uint32_t mtu)
	__attribute__((nonnull)) must_check;

/* The fault of change_mtu() for an MTU out of range, NULL for one within it. */
struct fault *change_check_mtu(const struct device *device, uint32_t mtu)
	__attribute__((nonnull)) must_check;

/* One netlink message to the interface, its errors explained, without object or what. */
struct fault *change_link(struct engine *engine, const struct device *device,
			  const struct link_change *change) __attribute__((nonnull)) must_check;

#endif
