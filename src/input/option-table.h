/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The options of all commands and properties, by their codes in the parser. */
#ifndef TUNADM_INPUT_OPTION_TABLE_H
#define TUNADM_INPUT_OPTION_TABLE_H

#include <stdbool.h>

#include "input/invocation.h"

struct option {
	const char *name; /* with its dashes, as messages have it */
	char letter;
	const char *argument; /* what the help calls its argument, or NULL: it has none */
	const char *help;     /* NULL: for the systemd units only, and not documented */
};

/* The codes that popt returns for options. popt returns 0 for none, so ids begin at one. */
enum {
	CODE_OPTION = 1,
	CODE_PROPERTY = CODE_OPTION + OPTION_COUNT,
	CODE_BACK = CODE_PROPERTY + PROPERTY_COUNT,
	CODE_END = CODE_BACK + PROPERTY_COUNT,
};

/* Stores the option with that code in *option. Returns whether it is among those allowed. */
bool option_find(int code, const struct option_set *allowed, struct option *option)
	__attribute__((nonnull));

/* The option's long name with its dashes: "--json". */
const char *option_name(enum option_id option) __attribute__((returns_nonnull));

/* Whether the words, up to a "--", include --json, for use before they are parsed. */
bool options_ask_for_json(int argc, char *const *argv) __attribute__((nonnull));

#endif
