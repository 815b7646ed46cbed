/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owner and group of an interface, set together or not at all. */
#ifndef TUNADM_INTERFACE_IDS_H
#define TUNADM_INTERFACE_IDS_H

#include <stdint.h>
#include <sys/types.h>

#include "model/device.h"
#include "model/fault.h"

/*
 * Sets owner and/or group, as the set `given` of PROPERTY_BIT()s says, of the interface that fd is
 * attached to. When the second fails the first gets back what `before` says; NULL: nothing is to be
 * saved.
 * Needs no privilege beyond the descriptor (TUNSETOWNER, TUNSETGROUP). Status 3: it was deleted.
 */
struct fault *ids_set(int fd, uint64_t given, uid_t owner, gid_t group,
		      const struct device *before) must_check;

/* The fault that this would meet in a user namespace that does not have one of them, or NULL. */
struct fault *ids_rehearse(uint64_t given, uid_t owner, gid_t group) must_check;

#endif
