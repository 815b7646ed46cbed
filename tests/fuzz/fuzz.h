/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The interface of every fuzz target: one function, and rules that abort if they do not hold. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Takes one input from libFuzzer or replay.c; returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A rule. Unlike assert(3) it is checked in every build. */
#define hold(condition)                                                                            \
	do {                                                                                       \
		if (!(condition))                                                                  \
			abort();                                                                   \
	} while (0)

#endif
