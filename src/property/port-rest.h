/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a bridge's port has beyond the flags of --port: bridge(8) sets it, and no option does. */
#ifndef TUNADM_PROPERTY_PORT_REST_H
#define TUNADM_PROPERTY_PORT_REST_H

#include <stddef.h>

#include "kernel/bridge-change.h"
#include "model/device.h"

#define PORT_REST_MAX 32

struct port_rest {
	const char *name; /* as ip-link(8) calls it */
	struct bridge_flag flag;
};

/* Finds what is otherwise than on a new port. Returns how many there are. */
size_t port_rest_find(const struct device *device, struct port_rest rest[PORT_REST_MAX])
	__attribute__((nonnull));

#endif
