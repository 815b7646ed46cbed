/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gathering: the facts about the way to an address. */
#ifndef TUNADM_WHY_GATHER_WAY_H
#define TUNADM_WHY_GATHER_WAY_H

#include "model/fault.h"
#include "why/facts.h"
#include "why/gather.h"

/* The way to the address that was asked about, and back. The rest of the facts is known. */
struct fault *gather_way(struct why *why, struct facts *facts) __attribute__((nonnull)) must_check;

#endif
