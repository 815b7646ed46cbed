/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Access: who may attach to an interface, and getting a descriptor of one. */
#ifndef TUNADM_ENGINE_ACCESS_H
#define TUNADM_ENGINE_ACCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "engine/engine.h"
#include "model/device.h"
#include "model/fault.h"

/* Whom the kernel would ask about: the effective ids of somebody who attaches. */
struct credentials {
	uid_t uid;
	gid_t gid;
	gid_t *groups; /* supplementary ones */
	size_t group_count;
	bool capable; /* CAP_NET_ADMIN in the network namespace's user namespace */
};

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

/* The fault (status 6) of being refused, with a hint that says who may attach. */
struct fault *access_fault(const struct device *device, unsigned int denial)
	__attribute__((nonnull, returns_nonnull)) must_check;

/*
 * A descriptor on the interface: attached to it while it is idle, without raising its carrier,
 * or borrowed from the process that holds it (*borrowed). The caller closes *fd.
 * Status 3: it is gone; 5 or 6: in use and out of reach, with its holder named; 6: not allowed.
 */
struct fault *access_get(struct engine *engine, const struct device *device, int *fd,
			 bool *borrowed) __attribute__((nonnull)) must_check;

/* Whether queues of the (multi-queue) interface are taken, as far as its description tells. */
bool access_has_queues(const struct device *device) __attribute__((nonnull, pure));

#endif
