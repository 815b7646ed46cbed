/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The options of all commands and of all properties, by the codes that the parser has for them. */
#ifndef TUNADM_INPUT_OPTION_TABLE_H
#define TUNADM_INPUT_OPTION_TABLE_H

#include <stdbool.h>

#include "input/invocation.h"

struct option {
	const char *name; /* with its dashes, as messages have it */
	char letter;
	const char *argument; /* what the help calls its argument, or NULL: it has none */
	const char *help;     /* NULL: it is for the units alone, and nobody is told of it */
};

/* What popt returns for an option: as it returns no zero, ids begin at one. */
enum {
	CODE_OPTION = 1,
	CODE_PROPERTY = CODE_OPTION + OPTION_COUNT,
	CODE_BACK = CODE_PROPERTY + PROPERTY_COUNT,
	CODE_END = CODE_BACK + PROPERTY_COUNT,
};

/* The option of that code, in *option. Returns whether it is among those allowed. */
bool option_find(int code, const struct option_set *allowed, struct option *option)
	__attribute__((nonnull));

/* The option's long name with its dashes: "--json". */
const char *option_name(enum option_id option) __attribute__((returns_nonnull));

/* Whether the words, up to a "--", ask for JSON: for what cannot wait until they are parsed. */
bool options_ask_for_json(int argc, char *const *argv) __attribute__((nonnull));

#endif
