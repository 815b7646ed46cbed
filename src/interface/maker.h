/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The maker: another process of this program that is about to complete an interface. */
#ifndef TUNADM_INTERFACE_MAKER_H
#define TUNADM_INTERFACE_MAKER_H

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"

/*
 * Waits while another tunadm is creating the interface that was found: one that is not persistent
 * yet, has no carrier, and is held by it. Returns NULL, with *device as it is now, when that is
 * over or there is no maker, and empty if there is no such interface any more; status 5 if it is
 * not complete after 10 s. A signal ends the wait like the timeout. The address cache is dropped,
 * as the maker adds addresses.
 */
struct fault *maker_await(struct engine *engine, struct device *device)
	__attribute__((nonnull)) must_check;

#endif
