/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reserving an interface against everybody else, by taking every queue that it has. */
#ifndef TUNADM_INTERFACE_RESERVE_H
#define TUNADM_INTERFACE_RESERVE_H

#include <stddef.h>

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"

struct reserve {
	int fd;	   /* the first queue, -1: not reserved */
	int *more; /* the others of a multi-queue interface */
	size_t more_count;
};

/*
 * Attaches to all queues of an idle interface, without raising its carrier: from then on nobody
 * else can attach until reserve_release(). A fault of status 5 without an object or holder says
 * that somebody is attached already, of status 3 that the interface is gone; 6: not allowed.
 */
struct fault *reserve_take(struct engine *engine, const struct device *device,
			   struct reserve *reserve) __attribute__((nonnull)) must_check;

/* How many descriptors holding it takes. */
size_t reserve_cost(const struct device *device) __attribute__((nonnull, pure));

void reserve_release(struct reserve *reserve) __attribute__((nonnull));

#endif
