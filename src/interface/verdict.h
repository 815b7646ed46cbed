/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The verdict on somebody who would attach to an interface, without anybody attaching. */
#ifndef TUNADM_INTERFACE_VERDICT_H
#define TUNADM_INTERFACE_VERDICT_H

#include <stdbool.h>

#include "kernel/credentials.h"
#include "model/device.h"
#include "model/fault.h"

/* By what right somebody attaches. */
enum verdict_right {
	VERDICT_CAPABLE, /* CAP_NET_ADMIN */
	VERDICT_ANYONE,	 /* neither owner nor group is asked for */
	VERDICT_OWNER,
	VERDICT_MEMBER, /* of the group */
	VERDICT_BOTH,	/* the owner, who is in the group */
};

struct verdict {
	enum verdict_right right;
	unsigned int gaps; /* SIGHT_*: why a process that is not seen may hold it */
	bool unsure;	   /* whether this kernel lets everybody in could not be tried */
	bool doubtful;	   /* owner or group may be one that this user namespace does not have */
	bool no_vhost;	   /* /dev/vhost-net is there, and closed to him */
};

/*
 * Whether somebody, called `name` in messages, could attach to the interface now. Asks in the order
 * in which the kernel would: the device's node (status 1, 6), owner and group (6), a security
 * module (6, where this process may try it out), somebody attached already (5). The fault's hint
 * says what would change it.
 */
struct fault *verdict_attach(const struct device *device, const struct credentials *who,
			     const char *name, struct verdict *verdict)
	__attribute__((nonnull)) must_check;

#endif
