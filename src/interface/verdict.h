/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The verdict on a user who wants to attach to an interface, found without attaching to it. */
#ifndef TUNADM_INTERFACE_VERDICT_H
#define TUNADM_INTERFACE_VERDICT_H

#include <stdbool.h>

#include "kernel/credentials.h"
#include "model/device.h"
#include "model/fault.h"

/* By which right a user attaches. */
enum verdict_right {
	VERDICT_CAPABLE, /* CAP_NET_ADMIN */
	VERDICT_ANYONE,	 /* there is no owner and no group */
	VERDICT_OWNER,
	VERDICT_MEMBER, /* of the group */
	VERDICT_BOTH,	/* the owner, who is also in the group */
};

struct verdict {
	enum verdict_right right;
	unsigned int gaps; /* SIGHT_*: why a hidden process may hold it */
	bool unsure;	   /* it could not be tried whether this kernel lets everybody attach */
	bool doubtful;	   /* owner or group may be one that is not mapped in this user namespace */
	bool no_vhost;	   /* /dev/vhost-net exists, but the user cannot open it */
};

/*
 * Whether the user, called `name` in messages, could attach to the interface now. Checks in the
 * kernel's order: the device node (status 1, 6), owner and group (6), a security module (6, if this
 * process can try it), another attached program (5). The fault's hint says what would change it.
 */
struct fault *verdict_attach(const struct device *device, const struct credentials *who,
			     const char *name, struct verdict *verdict)
	__attribute__((nonnull)) must_check;

#endif
