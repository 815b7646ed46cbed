// SPDX-License-Identifier: GPL-2.0-or-later
// Loading a library at the first need of it.

#include "output/library.h"

#include <dlfcn.h>
#include <string.h>

static struct fault *cannot_load(const char *soname)
{
	const char *why = dlerror();
	struct fault *fault =
		fault_new(STATUS_FAILED, "%s", why ? why : "the dynamic loader gives no reason");

	return fault_wrap(fault, soname, "cannot load");
}

struct fault *library_load(const char *soname, const struct library_symbol *symbols, size_t count)
{
	void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);

	if (!library)
		return cannot_load(soname);
	for (size_t i = 0; i < count; i++) {
		void *address = dlsym(library, symbols[i].name);

		if (!address)
			return cannot_load(soname);
		/* POSIX lets a function's address travel in a void *; C has no cast for it. */
		memcpy(symbols[i].pointer, &address, sizeof(address));
	}
	return NULL;
}
