/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Access: getting a descriptor of an existing interface. */
#ifndef TUNADM_INTERFACE_ACCESS_H
#define TUNADM_INTERFACE_ACCESS_H

#include <stdbool.h>

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"

/*
 * A descriptor on the interface: attached to it while it is idle, without raising its carrier,
 * or borrowed from the process that holds it. The caller closes *fd, which is -1 after a fault.
 * One that was renamed is found all the same. Status 3: it is gone, or was replaced; 5 or 6: in use
 * and out of reach, with its holder named; 6: not allowed. *in_use tells, after a fault too, that
 * somebody is attached, and that nothing else keeps the caller out.
 */
struct fault *access_get(struct engine *engine, const struct device *device, int *fd, bool *in_use)
	__attribute__((nonnull)) must_check;

/*
 * Attaches to an idle interface with its record of packet information and virtio-net header set
 * anew. Faults as above, but for one in use: status 5 and EBUSY, without its holder; and *fd is
 * the caller's after a fault too, if that came when the record was set already.
 */
struct fault *access_attach_with(struct engine *engine, const struct device *device, bool pi,
				 bool vnet_hdr, int *fd) __attribute__((nonnull)) must_check;

#endif
