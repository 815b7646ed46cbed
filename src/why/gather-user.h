/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gathering: the facts about the user, the device node, and who is attached. */
#ifndef TUNADM_WHY_GATHER_USER_H
#define TUNADM_WHY_GATHER_USER_H

#include "model/fault.h"
#include "why/facts.h"
#include "why/gather.h"
#include "why/result.h"

/* Looks into /proc for holders, once a run. */
void gather_holders(struct why *why) __attribute__((nonnull));

/* Whether the user, or this process, has what creating takes. */
struct fault *gather_capability(struct why *why) __attribute__((nonnull)) must_check;

/* The node of the tun device, for the user or for this process. */
struct fault *gather_node(struct why *why, struct facts *facts) __attribute__((nonnull)) must_check;

/* All about whether the user could attach; *holders is what facts->holders lies in. */
struct fault *gather_user(struct why *why, struct facts *facts, char **holders,
			  struct why_result *result) __attribute__((nonnull)) must_check;

#endif
