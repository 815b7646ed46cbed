/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Access: who may attach to an interface, and getting a descriptor of one. */
#ifndef TUNADM_INTERFACE_ACCESS_H
#define TUNADM_INTERFACE_ACCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "kernel/engine.h"
#include "kernel/credentials.h"
#include "kernel/holders.h"
#include "model/device.h"
#include "model/fault.h"

enum access_denial {
	ACCESS_NOT_OWNER = 1 << 0,
	ACCESS_NOT_IN_GROUP = 1 << 1,
};

/*
 * The kernel's rule (drivers/net/tun.c, tun_not_capable): capable, or both (no owner, or being it)
 * and (no group, or being in it). Returns ACCESS_* bits, 0 where access is allowed.
 */
unsigned int access_denied(const struct device *device, const struct credentials *who)
	__attribute__((nonnull, pure));

/* Which of its owner and group somebody is not, in words: "not its owner". Of 0: "not allowed". */
const char *access_denial_words(unsigned int denial) __attribute__((const, returns_nonnull));

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
