/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Creating: everything is done while only our descriptor keeps the interface alive. */
#ifndef TUNADM_INTERFACE_CREATE_H
#define TUNADM_INTERFACE_CREATE_H

#include "kernel/engine.h"
#include "interface/handle.h"
#include "model/fault.h"
#include "model/request.h"

/*
 * What can be known of it without creating it: that names are resolved, and that what is asked for
 * fits. The request must have passed properties_check(). The fault names what was to be created.
 */
struct fault *create_rehearse(struct engine *engine, const char *name, struct request *request)
	__attribute__((nonnull)) must_check;

/*
 * Creates an interface that has its owner and nothing else of what is asked for: the kernel deletes
 * it when the handle is closed, be it by a fault, a signal or a kill. The name may hold a %d, which
 * the kernel fills. Without owner, group and anyone in the request it belongs to the effective
 * user. The request must have passed properties_check(). *exists, unless NULL, is set to
 * true where an interface of that name is what stands in the way (status 4).
 *
 * Where engine_udev() has one, udevd looks at the interface from now on, and changes it: wait for
 * it before the interface is completed, see interface/settle.h.
 */
struct fault *create_begin(struct engine *engine, const char *name, struct request *request,
			   struct handle *handle, bool *exists)
	__attribute__((nonnull(1, 2, 3, 4))) must_check;

/*
 * Sets what is asked for. Where udevd was waited for, handle->seen is as it is afterwards, with the
 * name that it has then. A fault leaves nothing behind, and names what it was to be called.
 */
struct fault *create_complete(struct handle *handle, const char *name, struct request *request)
	__attribute__((nonnull)) must_check;

/*
 * Makes the interface persistent, and closes the descriptor. Its name is then, in handle->seen, the
 * one that it has now: somebody may have renamed it meanwhile. A fault leaves nothing behind.
 */
struct fault *create_commit(struct handle *handle) __attribute__((nonnull)) must_check;

#endif
