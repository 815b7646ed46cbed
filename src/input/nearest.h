/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The nearest of some words to one that was mistyped. */
#ifndef TUNADM_INPUT_NEAREST_H
#define TUNADM_INPUT_NEAREST_H

#include <stddef.h>

struct nearest {
	const char *typed;
	const char *word; /* the best candidate so far, or NULL */
	size_t distance;
};

/* Considers one more candidate; near enough is a third of its letters mistyped, at least one. */
void nearest_consider(struct nearest *nearest, const char *candidate) __attribute__((nonnull));

#endif
