/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Libraries that are loaded only when they are needed: linking them would slow down each start. */
#ifndef TUNADM_UTIL_LIBRARY_H
#define TUNADM_UTIL_LIBRARY_H

#include <stddef.h>
#include <stdint.h>

/* A function of the library, and the pointer that will hold its address. */
struct library_symbol {
	const char *name;
	void *pointer;
};

/*
 * LIST(each) is a list of functions that calls each(function). These macros turn it into the
 * members of a struct `api`, so that the compiler checks each call against the library's header,
 * and into the table of symbols.
 */
/* NOLINTNEXTLINE(bugprone-macro-parentheses): it is declared */
#define LIBRARY_FUNCTION(function) __typeof__(&(function)) function;
#define LIBRARY_SYMBOL(function)   {#function, &api.function},

#define LIBRARY_NOTE_OWNER "FDO"
#define LIBRARY_NOTE_TYPE  0x407c0c0a

/*
 * An ELF note that tells packagers' tools which library the program loads, because no linked
 * library tells them: https://uapi-group.org/specifications/specs/elf_dlopen_metadata/. All
 * arguments are string literals.
 */
#define LIBRARY_NOTE(feature, description, priority, soname)                                       \
	LIBRARY_NOTE_OF("[{\"soname\":[\"" soname "\"],\"feature\":\"" feature                     \
			"\",\"description\":\"" description "\",\"priority\":\"" priority "\"}]")
#define LIBRARY_NOTE_OF(json)	    LIBRARY_NOTE_ON(__LINE__, json)
#define LIBRARY_NOTE_ON(line, json) LIBRARY_NOTE_NAMED(line, json)
#define LIBRARY_NOTE_NAMED(line, json)                                                             \
	static const struct {                                                                      \
		uint32_t owner_size;                                                               \
		uint32_t json_size;                                                                \
		uint32_t type;                                                                     \
		char owner[sizeof(LIBRARY_NOTE_OWNER)];                                            \
		char json_text[sizeof(json)];                                                      \
	} library_note_##line __attribute__((used, aligned(4), section(".note.dlopen"))) = {       \
		sizeof(LIBRARY_NOTE_OWNER), sizeof(json), LIBRARY_NOTE_TYPE, LIBRARY_NOTE_OWNER,   \
		json}

/*
 * Loads the library by its soname (dlopen(3)), never unloads it, and fills in all pointers. Returns
 * NULL, or the loader's reason for the failure, which is valid until the next call.
 */
const char *library_load(const char *soname, const struct library_symbol *symbols, size_t count)
	__attribute__((nonnull, warn_unused_result));

#endif
