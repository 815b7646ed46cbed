/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Resetting: settings that the last program left in idle interfaces become as on new ones. */
#ifndef TUNADM_INTERFACE_RESET_H
#define TUNADM_INTERFACE_RESET_H

#include "kernel/engine.h"
#include "model/target.h"

/*
 * Resets every target that has no action yet, and sets its action, fault and changes. The carrier
 * and the record of packet information and virtio-net header stay. An interface that is in use, or
 * whose link type cannot be changed because the link is up, fails with status 5 and is unchanged.
 * What cannot be read (destination filter, eBPF programs) is cleared too, but does not make it
 * ACTION_CHANGED.
 */
void reset_targets(struct engine *engine, struct target_list *targets) __attribute__((nonnull));

#endif
