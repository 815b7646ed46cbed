// SPDX-License-Identifier: GPL-2.0-or-later
// Loads a library when it is first needed.

#include "util/library.h"

#include <dlfcn.h>
#include <string.h>

static const char *loader_reason(void)
{
	const char *why = dlerror();

	return why ? why : "the dynamic loader gives no reason";
}

const char *library_load(const char *soname, const struct library_symbol *symbols, size_t count)
{
	void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);

	if (!library)
		return loader_reason();
	for (size_t i = 0; i < count; i++) {
		void *address = dlsym(library, symbols[i].name);

		if (!address)
			return loader_reason();
		/* POSIX allows a function's address in a void *, but C has no cast for it. */
		memcpy(symbols[i].pointer, &address, sizeof(address));
	}
	return NULL;
}
