/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeping packets from an interface that is in use while it becomes a port of a bridge. */
#ifndef TUNADM_INTERFACE_UNPLUG_H
#define TUNADM_INTERFACE_UNPLUG_H

#include "interface/plan.h"

/* The last property that has to be set before a port may pass a packet. */
#define UNPLUG_LAST PROPERTY_VLAN

/*
 * Takes the carrier away if the plan makes it a port with flags or VLANs, or makes it go back to
 * the master that it had: a bridge that takes it does not let its packets pass then, and what the
 * program writes is dropped.
 */
struct fault *unplug(struct plan *plan, bool back) __attribute__((nonnull)) must_check;

/* Gives it back, if it was taken away; if the program has left, there is none to give. */
struct fault *unplug_end(struct plan *plan) __attribute__((nonnull)) must_check;

#endif
