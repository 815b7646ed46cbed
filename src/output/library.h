/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Libraries that are loaded only where they are needed: linking costs each start. */
#ifndef TUNADM_OUTPUT_LIBRARY_H
#define TUNADM_OUTPUT_LIBRARY_H

#include <stddef.h>

#include "model/fault.h"

/* A function of the library, and the pointer that shall hold its address. */
struct library_symbol {
	const char *name;
	void *pointer;
};

/*
 * Entry of a table of symbols: `api` is a struct with a member for each function, declared by
 * LIBRARY_FUNCTION(), so that the compiler checks each call against the library's header.
 */
#define LIBRARY_SYMBOL(api, function)                                                              \
	{                                                                                          \
#function, &(api).function                                                         \
	}
#define LIBRARY_FUNCTION(function) __typeof__(&(function)) function

/*
 * Loads the library by its soname (dlopen(3)) and fills in all pointers, or says why not
 * (status 1). It stays loaded.
 */
struct fault *library_load(const char *soname, const struct library_symbol *symbols, size_t count)
	__attribute__((nonnull)) must_check;

#endif
