/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The state of a plan, for the files that make and apply it. */
#ifndef TUNADM_INTERFACE_PLAN_STATE_H
#define TUNADM_INTERFACE_PLAN_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/engine.h"
#include "model/device.h"
#include "model/request.h"
#include "property/property.h"

struct plan {
	struct engine *engine;
	const struct request *request;
	const struct device *device; /* its state before */
	int fd;			     /* of the interface, or -1: not owned */
	uint64_t changes;	     /* CHANGE_BIT()s of what differs or is lost with it */
	uint64_t losses;	     /* PROPERTY_BIT()s of what the kernel removes with them */
	char *lost;		     /* the same in words, as options; NULL: nothing */
	bool unplugged;		     /* its carrier was switched off, to be restored */
	struct property_change parts[PROPERTY_COUNT];
	size_t ipv6_addresses; /* before it is applied, if the change may lose some */
};

#endif
