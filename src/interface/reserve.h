/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reserves an interface against all others, by attaching to every queue. */
#ifndef TUNADM_INTERFACE_RESERVE_H
#define TUNADM_INTERFACE_RESERVE_H

#include <stddef.h>

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"

struct reserve {
	int fd;	   /* the first queue, -1: not reserved */
	int *more; /* the other queues of a multi-queue interface */
	size_t more_count;
};

/*
 * Attaches to all queues of an idle interface, without raising its carrier: nobody else can attach
 * until reserve_release(). A fault of status 5 without object and holder means that a program is
 * attached already; 3: the interface is gone; 6: not allowed.
 */
struct fault *reserve_take(struct engine *engine, const struct device *device,
			   struct reserve *reserve) __attribute__((nonnull)) must_check;

/* How many descriptors this takes. */
size_t reserve_cost(const struct device *device) __attribute__((nonnull, pure));

void reserve_release(struct reserve *reserve) __attribute__((nonnull));

#endif
