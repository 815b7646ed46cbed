/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A listing: what `show` has found out, in whatever form it is then printed. */
#ifndef TUNADM_OUTPUT_LISTING_H
#define TUNADM_OUTPUT_LISTING_H

#include <stddef.h>

#include "kernel/holders.h"
#include "kernel/link.h"
#include "model/device.h"

/* All of it stays the caller's. */
struct listing {
	const struct device_list *devices;
	const struct holder_list *holders;    /* NULL: not looked for */
	const struct link_address *addresses; /* of all links, for the table's lines only */
	size_t address_count;
};

#endif
