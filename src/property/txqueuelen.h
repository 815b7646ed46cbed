/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What depends on the length of an interface's queue. */
#ifndef TUNADM_PROPERTY_TXQUEUELEN_H
#define TUNADM_PROPERTY_TXQUEUELEN_H

#include "model/device.h"
#include "model/fault.h"

/*
 * For each attached descriptor the kernel allocates a queue of this length in one piece of memory,
 * but it accepts lengths for which that fails. Takes the fault (ENOMEM) of attaching and returns it
 * with the length, if that is the reason.
 */
struct fault *txqueuelen_explain_memory(struct fault *fault, const struct device *device)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* A length that is worth trying if the queue overflows, or 0 if it is as long as it can be. */
unsigned int txqueuelen_longer(const struct device *device) __attribute__((nonnull));

#endif
