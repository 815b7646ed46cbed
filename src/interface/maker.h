/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The maker: another process of this program that is about to complete an interface. */
#ifndef TUNADM_INTERFACE_MAKER_H
#define TUNADM_INTERFACE_MAKER_H

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"

/*
 * Waits while another tunadm is making the interface that was found: one that is not persistent
 * yet, without a carrier, and held by it. Returns NULL, with *device as it is now, when that is
 * over or there is no maker; status 3 where the interface has gone, 5 where it is not complete
 * after 10 s. A signal ends the waiting as if the time were over. What is cached of addresses is
 * forgotten, as the maker adds some.
 */
struct fault *maker_await(struct engine *engine, struct device *device)
	__attribute__((nonnull)) must_check;

#endif
