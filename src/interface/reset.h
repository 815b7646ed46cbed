/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Resetting: what the last program left in idle interfaces is put as it is on new ones. */
#ifndef TUNADM_INTERFACE_RESET_H
#define TUNADM_INTERFACE_RESET_H

#include "kernel/engine.h"
#include "model/target.h"

/*
 * Resets every target that has no action yet, and sets its action, fault and changes. The carrier
 * and the record of packet information and virtio-net header stay. One in use, or whose link type
 * cannot be changed as the link is up, fails with status 5 and is as before. What cannot be read
 * (destination filter, eBPF programs) is cleared too, and does not make it ACTION_CHANGED.
 */
void reset_targets(struct engine *engine, struct target_list *targets) __attribute__((nonnull));

#endif
