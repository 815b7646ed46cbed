/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The mode by which IPv6 makes addresses, for what makes IPv6 go and come back. */
#ifndef TUNADM_PROPERTY_ADDRGENMODE_H
#define TUNADM_PROPERTY_ADDRGENMODE_H

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"

/*
 * Gives the interface the mode that it had when it was described so: where IPv6 has gone and come
 * back with the MTU, it has the one of a new interface.
 */
struct fault *addrgenmode_restore(struct engine *engine, const struct device *before)
	__attribute__((nonnull)) must_check;

#endif
