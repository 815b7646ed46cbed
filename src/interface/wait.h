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
 * Returns as soon as all targets, whose operands are names, are in the state at once; after the
 * timeout (nanoseconds, or CLOCK_NEVER); on a signal that signals_catch_waiting() has noted, whose
 * mask `while_waiting` is; or when one of them can never be seen to be in it. Those that are have
 * ACTION_WAITED then, and the device where there is one; the others fail with what they lack
 * (status 1), because they are no tun/tap interfaces (4), or cannot be seen well enough (6). The
 * fault returned is one of waiting itself.
 *
 * It goes by what the kernel tells (RTNLGRP_LINK), and by opening and closing the tun device for
 * what the kernel tells late or not at all. The clock has it look again only where neither may
 * tell, and it reads /proc only where the state depends on it.
 */
struct fault *wait_targets(struct engine *engine, struct target_list *targets, enum state state,
			   int64_t timeout, const sigset_t *while_waiting)
	__attribute__((nonnull)) must_check;

#endif
