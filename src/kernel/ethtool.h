/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What ethtool(8) knows of a link. */
#ifndef TUNADM_KERNEL_ETHTOOL_H
#define TUNADM_KERNEL_ETHTOOL_H

#include <stdbool.h>

#include "model/fault.h"

struct offloads {
	bool checksums;	   /* what the host sends may lack its checksum */
	bool segmentation; /* and may be of 64 KiB */
	/*
	 * Nobody has set any since the interface was made, or since checksums were last asked for
	 * by ethtool(8): they are asked for, and the driver holds them back. False: not known.
	 */
	bool held_back;
};

/*
 * What the program has to do for the host (TUNSETOFFLOAD), as the link's features tell: the
 * SIOCETHTOOL of the name, which has to be that index's before and after (ENODEV if not).
 */
struct fault *ethtool_offloads(const char *name, int ifindex, struct offloads *offloads)
	__attribute__((nonnull)) must_check;

#endif
