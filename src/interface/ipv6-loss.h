/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the kernel removes of IPv6 when a link changes. */
#ifndef TUNADM_INTERFACE_IPV6_LOSS_H
#define TUNADM_INTERFACE_IPV6_LOSS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/request.h"

/*
 * Whether the changes (PROPERTY_BIT()s) remove all of IPv6 from the link: an MTU below 1280 does
 * (net/ipv6/addrconf.c: addrconf_notify), and only a larger MTU brings it back.
 */
bool ipv6_loss_is_whole(const struct device *device, const struct request *request,
			uint64_t changes) __attribute__((nonnull));

/*
 * The same, or that the link goes down, be it for a moment as on the way into a VRF, which removes
 * its IPv6 addresses and routes.
 */
bool ipv6_loss_is_near(struct engine *engine, const struct device *device,
		       const struct request *request, uint64_t changes) __attribute__((nonnull));

/* How many IPv6 addresses that were not requested the link has now, by a new dump. */
struct fault *ipv6_loss_count(struct engine *engine, int ifindex, const struct request *request,
			      size_t *count) __attribute__((nonnull)) must_check;

#endif
