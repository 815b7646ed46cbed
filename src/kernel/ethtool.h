/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Features of a link, as known to ethtool(8). */
#ifndef TUNADM_KERNEL_ETHTOOL_H
#define TUNADM_KERNEL_ETHTOOL_H

#include <stdbool.h>

#include "model/fault.h"

struct offloads {
	bool checksums;	   /* what the host sends may lack its checksum */
	bool segmentation; /* and may be up to 64 KiB */
	/*
	 * No program has set offloads since the interface was created, or since ethtool(8) last
	 * requested checksums: they are requested, but the driver does not enable them. False:
	 * unknown.
	 */
	bool held_back;
};

/*
 * What the program must do for the host (TUNSETOFFLOAD), as shown by the link's features.
 * SIOCETHTOOL goes by name, which must belong to that index before and after the call (ENODEV if
 * not).
 */
struct fault *ethtool_offloads(const char *name, int ifindex, struct offloads *offloads)
	__attribute__((nonnull)) must_check;

#endif
