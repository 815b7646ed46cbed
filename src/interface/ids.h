/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owner and group of an interface, set both or not at all. */
#ifndef TUNADM_INTERFACE_IDS_H
#define TUNADM_INTERFACE_IDS_H

#include <stdint.h>
#include <sys/types.h>

#include "model/device.h"
#include "model/fault.h"

/*
 * Sets owner, group or both, as `given` (PROPERTY_BIT()s) says, of the interface to which fd is
 * attached. If the second fails, the first is set back to the value in `before`; NULL: do not set
 * it back. Needs no privilege beyond the descriptor (TUNSETOWNER, TUNSETGROUP). Status 3: it was
 * deleted.
 */
struct fault *ids_set(int fd, uint64_t given, uid_t owner, gid_t group,
		      const struct device *before) must_check;

/*
 * The fault that this would cause in a user namespace in which one of them is not mapped, or NULL.
 */
struct fault *ids_rehearse(uint64_t given, uid_t owner, gid_t group) must_check;

#endif
