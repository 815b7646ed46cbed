/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gathers the facts about the interface itself. */
#ifndef TUNADM_WHY_GATHER_LINK_H
#define TUNADM_WHY_GATHER_LINK_H

#include "interface/attached.h"
#include "model/device.h"
#include "model/fault.h"
#include "why/facts.h"
#include "why/gather.h"
#include "why/result.h"

/* Whether a program is attached, from the description or, if that does not say, from /proc. */
enum attached gather_attached(struct why *why, const struct device *device)
	__attribute__((nonnull));

/* Its bridge, if it is a port, and so the link with its IP addresses (facts->l3). */
struct fault *gather_bridge(struct why *why, struct facts *facts)
	__attribute__((nonnull)) must_check;

/* IPv6, offloads and counters. */
struct fault *gather_details(struct why *why, struct facts *facts)
	__attribute__((nonnull)) must_check;

/* Waits if addresses are about to become ready, and looks at them again. */
struct fault *gather_settled(struct why *why, const struct facts *facts)
	__attribute__((nonnull)) must_check;

/* Attaches for a moment; what cannot be found out becomes a note. */
void gather_descriptor(struct why *why, struct facts *facts, struct why_result *result)
	__attribute__((nonnull));

#endif
