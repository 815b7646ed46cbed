/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gathering: where the facts come from. */
#ifndef TUNADM_WHY_GATHER_H
#define TUNADM_WHY_GATHER_H

#include "why/facts.h"
#include "why/why.h"

/* Asks all findings of the table, and adds what is so to the result. */
struct fault *why_ask(const struct facts *facts, struct why_result *result)
	__attribute__((nonnull)) must_check;

#endif
