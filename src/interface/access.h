/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Access: getting a descriptor of an existing interface. */
#ifndef TUNADM_INTERFACE_ACCESS_H
#define TUNADM_INTERFACE_ACCESS_H

#include <stdbool.h>

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"

/*
 * Returns a descriptor of the interface: attached, without raising the carrier, if it is idle, or
 * borrowed from the process that holds it. The caller closes *fd, which is -1 after a fault. A
 * renamed interface is found under its new name. Status 3: it is gone or was replaced; 5 or 6: in
 * use and out of reach, with its holder named; 6: not allowed. *in_use says, even after a fault,
 * that a program is attached, and that this is the only obstacle.
 */
struct fault *access_get(struct engine *engine, const struct device *device, int *fd, bool *in_use)
	__attribute__((nonnull)) must_check;

/*
 * Attaches to an idle interface, and changes its record of packet information and virtio-net
 * header. Faults as above, except for an interface in use: status 5, without its holder.
 * If the fault came after the record was changed, *fd is set and belongs to the caller.
 */
struct fault *access_attach_with(struct engine *engine, const struct device *device, bool pi,
				 bool vnet_hdr, int *fd) __attribute__((nonnull)) must_check;

#endif
