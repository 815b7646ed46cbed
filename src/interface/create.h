/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Creating: everything is done while our descriptor alone keeps the interface alive. */
#ifndef TUNADM_INTERFACE_CREATE_H
#define TUNADM_INTERFACE_CREATE_H

#include "kernel/engine.h"
#include "interface/handle.h"
#include "model/fault.h"
#include "model/request.h"

/*
 * Checks what can be known without creating it: resolves names, and checks that the request fits.
 * The request must have passed properties_check(). The fault names the interface to be created.
 */
struct fault *create_rehearse(struct engine *engine, const char *name, struct request *request)
	__attribute__((nonnull)) must_check;

/*
 * Creates an interface with its owner but nothing else of the request: the kernel deletes it when
 * the handle is closed, by a fault, a signal or a kill. The name may contain a %d, which the kernel
 * replaces. Without owner, group and anyone in the request, it belongs to the effective user. The
 * request must have passed properties_check(). *exists, unless NULL, is set to true if an interface
 * of that name is the reason for the failure (status 4).
 *
 * If engine_udev() has a udevd, it processes and changes the interface from now on: wait for it
 * before completing the interface, see interface/settle.h.
 */
struct fault *create_begin(struct engine *engine, const char *name, struct request *request,
			   struct handle *handle, bool *exists)
	__attribute__((nonnull(1, 2, 3, 4))) must_check;

/*
 * Sets what was requested. handle->seen has its current name and, after waiting for udevd, its
 * current state. A fault leaves nothing behind, and names the interface as requested.
 */
struct fault *create_complete(struct handle *handle, const char *name, struct request *request)
	__attribute__((nonnull)) must_check;

/*
 * Makes the interface persistent, and closes the descriptor. A fault leaves nothing behind.
 */
struct fault *create_commit(struct handle *handle) __attribute__((nonnull)) must_check;

#endif
