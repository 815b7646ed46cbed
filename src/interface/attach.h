/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Attaching to an existing interface, and explaining failures. */
#ifndef TUNADM_INTERFACE_ATTACH_H
#define TUNADM_INTERFACE_ATTACH_H

#include "kernel/engine.h"
#include "kernel/tun.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/target.h"

/*
 * Opens another queue of the interface, with its flags; the caller owns *fd. Status 3: it is gone
 * or was replaced; 5: in use, without naming the holder; 6: not allowed, with a hint who is.
 */
struct fault *attach_queue(struct engine *engine, const struct device *device,
			   enum tun_carrier carrier, int *fd) __attribute__((nonnull)) must_check;

/*
 * The same, but names the holders, and makes sure that this very interface was attached to: status
 * 3 if it was renamed or replaced in the meantime.
 */
struct fault *attach_verified(struct engine *engine, const struct device *device,
			      enum tun_carrier carrier, int *fd)
	__attribute__((nonnull)) must_check;

/* The fault for the errno of a failed tun_attach(), as of attach_queue(). */
struct fault *attach_explain(struct engine *engine, const struct device *device, int error)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* Replaces a fault of status 5 by one that names the holders, with one scan of /proc. */
struct fault *attach_name_holders(struct fault *fault, const struct device *device)
	__attribute__((nonnull, returns_nonnull)) must_check;

/*
 * The same for all failed targets of status 5 without a hint, with one scan in all: the fault gets
 * `what` and the hint. One that has been deleted meanwhile is of status 3.
 */
void attach_name_all(struct engine *engine, struct target_list *targets, const char *what,
		     const char *hint) __attribute__((nonnull));

#endif
