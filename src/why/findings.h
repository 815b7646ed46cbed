/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of findings, and checking all of them. */
#ifndef TUNADM_WHY_FINDINGS_H
#define TUNADM_WHY_FINDINGS_H

#include "model/fault.h"
#include "why/facts.h"
#include "why/result.h"

/* Checks every finding of the table, and adds those that are true to the result. */
struct fault *findings_ask(const struct facts *facts, struct why_result *result)
	__attribute__((nonnull)) must_check;

#endif
