/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gathers the facts about the route to an address. */
#ifndef TUNADM_WHY_GATHER_WAY_H
#define TUNADM_WHY_GATHER_WAY_H

#include "model/fault.h"
#include "why/facts.h"
#include "why/gather.h"

/* The route to the address in question, and back. The other facts must be known. */
struct fault *gather_way(struct why *why, struct facts *facts) __attribute__((nonnull)) must_check;

#endif
