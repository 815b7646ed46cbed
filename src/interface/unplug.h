/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeps packets from an interface in use while it becomes a port of a bridge. */
#ifndef TUNADM_INTERFACE_UNPLUG_H
#define TUNADM_INTERFACE_UNPLUG_H

#include "interface/plan-state.h"
#include "model/fault.h"

/* The last property that must be set before a port may pass a packet. */
#define UNPLUG_LAST PROPERTY_VLAN

/*
 * Switches the carrier off if the plan makes the interface a port with flags or VLANs, or returns
 * it to its previous master: the bridge then does not let its packets pass, and what the program
 * writes is dropped.
 */
struct fault *unplug(struct plan *plan, bool back) __attribute__((nonnull)) must_check;

/*
 * Restores the carrier if it was switched off; if the program has detached, there is none to
 * restore.
 */
struct fault *unplug_end(struct plan *plan) __attribute__((nonnull)) must_check;

#endif
