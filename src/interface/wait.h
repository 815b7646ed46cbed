/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Waiting until interfaces are in a state. */
#ifndef TUNADM_INTERFACE_WAIT_H
#define TUNADM_INTERFACE_WAIT_H

#include <signal.h>
#include <stdint.h>

#include "kernel/engine.h"
#include "model/fault.h"
#include "model/state.h"
#include "model/target.h"

/*
 * Returns as soon as all targets, whose operands are names, are in the state at the same time;
 * after the timeout (nanoseconds, or CLOCK_NEVER); after a signal (call signals_catch() first); or
 * when one of them can never be seen to be in it. Targets in the state have ACTION_WAITED, and the
 * device if there is one; the others fail with what they lack (status 1), because they are not
 * tun/tap interfaces (4), or because they cannot be seen well enough (6). The fault returned is one
 * of waiting itself.
 *
 * It uses the kernel's notifications (RTNLGRP_LINK), and watches the tun device being opened and
 * closed for changes that are reported late or not at all. It looks again by the clock only where
 * neither may tell, and reads /proc only if the state depends on it.
 */
struct fault *wait_targets(struct engine *engine, struct target_list *targets, enum state state,
			   int64_t timeout) __attribute__((nonnull)) must_check;

#endif
