/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What attaching to an interface has to know of the length of its queue. */
#ifndef TUNADM_PROPERTY_TXQUEUELEN_H
#define TUNADM_PROPERTY_TXQUEUELEN_H

#include "model/device.h"
#include "model/fault.h"

/*
 * Whoever attaches is given a queue for as many packets as may wait, in one piece of memory: the
 * kernel lets the link have a length that no queue can have. Takes the fault (ENOMEM) of attaching
 * and returns it with the length, where that is the reason.
 */
struct fault *txqueuelen_explain_memory(struct fault *fault, const struct device *device)
	__attribute__((nonnull, returns_nonnull)) must_check;

#endif
