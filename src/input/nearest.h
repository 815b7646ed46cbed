/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the candidate that is nearest to a mistyped word. */
#ifndef TUNADM_INPUT_NEAREST_H
#define TUNADM_INPUT_NEAREST_H

#include <stddef.h>

struct nearest {
	const char *typed;
	const char *word; /* the best candidate so far, or NULL */
	size_t distance;
};

/*
 * Considers another candidate. At most a third of its letters, but at least one, may be mistyped.
 */
void nearest_consider(struct nearest *nearest, const char *candidate) __attribute__((nonnull));

#endif
