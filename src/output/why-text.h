/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Findings for people. */
#ifndef TUNADM_OUTPUT_WHY_TEXT_H
#define TUNADM_OUTPUT_WHY_TEXT_H

#include "output/report.h"
#include "why/result.h"

/*
 * Prints on stdout what was watched, if anything, then "NAME: problem: TEXT (CODE)" for each
 * finding with its hint on the next line, or one line if there is none; NULL means no name. If
 * quiet, hints and notes are omitted.
 */
void why_print(struct report *report, const char *name, const struct why_result *result)
	__attribute__((nonnull(1, 3)));

#endif
