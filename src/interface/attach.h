/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Attaching to an existing interface, and what it means where that fails. */
#ifndef TUNADM_INTERFACE_ATTACH_H
#define TUNADM_INTERFACE_ATTACH_H

#include "kernel/engine.h"
#include "kernel/tun.h"
#include "model/device.h"
#include "model/fault.h"

/*
 * Opens one more queue of the interface, with the flags that it has; the caller owns *fd.
 * Status 3: it is gone, or another one by now; 5: in use, with no holder named; 6: not allowed,
 * with a hint who is.
 */
struct fault *attach_queue(struct engine *engine, const struct device *device,
			   enum tun_carrier carrier, int *fd) __attribute__((nonnull)) must_check;

/*
 * The same, with the holders named, and sure that it is this very interface that was attached to:
 * one that was renamed, or has got a namesake meanwhile, is status 3.
 */
struct fault *attach_verified(struct engine *engine, const struct device *device,
			      enum tun_carrier carrier, int *fd)
	__attribute__((nonnull)) must_check;

/*
 * What the errno of a failed tun_attach() means, as attach_queue() returns it: takes the fault and
 * returns it, or another one.
 */
struct fault *attach_explain(struct engine *engine, const struct device *device,
			     struct fault *fault)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* Replaces a fault of status 5 by one that names the holders: one pass over /proc. */
struct fault *attach_name_holders(struct fault *fault, const struct device *device)
	__attribute__((nonnull, returns_nonnull)) must_check;

#endif
