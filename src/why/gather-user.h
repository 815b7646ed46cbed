/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gathers the facts about the user, the device node, and attached processes. */
#ifndef TUNADM_WHY_GATHER_USER_H
#define TUNADM_WHY_GATHER_USER_H

#include "model/fault.h"
#include "why/facts.h"
#include "why/gather.h"
#include "why/result.h"

/* Scans /proc for holders, once in a run. */
void gather_holders(struct why *why) __attribute__((nonnull));

/* Whether the user, or this process, has the capability for creating. */
struct fault *gather_capability(struct why *why) __attribute__((nonnull)) must_check;

/* The tun device's node, for the user or for this process. */
struct fault *gather_node(struct why *why, struct facts *facts) __attribute__((nonnull)) must_check;

/* Whether the user could attach, and why not; facts->holders points to *holders. */
struct fault *gather_user(struct why *why, struct facts *facts, char **holders,
			  struct why_result *result) __attribute__((nonnull)) must_check;

#endif
