// SPDX-License-Identifier: GPL-2.0-or-later
// All options, of commands and of properties, each declared once.

#include "input/option-table.h"

#include <string.h>

#include "property/properties.h"
#include "property/property.h"

static const struct option options[OPTION_COUNT] = {
	[OPTION_NETNS] = {"--netns", 'n', "NAME|PATH", "work in this network namespace"},
	[OPTION_QUIET] = {"--quiet", 'q', NULL, "no hints and no notes"},
	[OPTION_VERBOSE] = {"--verbose", 'v', NULL, "say what was done"},
	[OPTION_HELP] = {"--help", 'h', NULL, "show this help"},
	[OPTION_VERSION] = {"--version", 'V', NULL, "show the version"},
	[OPTION_ENSURE] = {"--ensure", 'e', NULL, "change an existing interface to match"},
	[OPTION_NO_SETTLE] = {"--no-settle", 0, NULL, "do not wait until udevd is done with it"},
	[OPTION_FORCE] = {"--force", 'f', NULL, "even while a process is attached"},
	[OPTION_IF_EXISTS] = {"--if-exists", 0, NULL, "a missing interface is no error"},
	[OPTION_IDLE] = {"--idle", 0, NULL, "skip interfaces in use"},
	[OPTION_JSON] = {"--json", 'j', NULL, "print JSON"},
	[OPTION_PROCESSES] = {"--processes", 'p', NULL, "show which processes are attached"},
	[OPTION_OUTPUT] = {"--output", 'o', "COLUMN,...", "the columns to show; help lists them"},
	[OPTION_NOHEADINGS] = {"--noheadings", 0, NULL, "omit the headings"},
	[OPTION_TUNTAB] = {"--tuntab", 0, NULL, "print lines for /etc/tuntab"},
	[OPTION_FILE] = {"--file", 'f', "FILE", "read this table; - is standard input"},
	[OPTION_DRY_RUN] = {"--dry-run", 0, NULL, "say what would be done, and do nothing"},
	[OPTION_PRUNE] = {"--prune", 0, "PATTERN",
			  "delete what matches and has no entry (repeatable)"},
	[OPTION_ESCAPED] = {"--escaped", 0, NULL, NULL},
	[OPTION_USER] = {"--user", 0, "USER", "the user in question"},
	[OPTION_QUEUES] = {"--queues", 0, "N", "attach this many queues of each interface"},
	[OPTION_TO] = {"--to", 0, "ADDRESS", "also check the route to this host and back"},
	[OPTION_ATTACH] = {"--attach", 0, NULL, "also check what only a descriptor shows"},
	[OPTION_WATCH] = {"--watch", 0, "SECONDS", "also follow its packets for this time"},
	[OPTION_UNTIL] = {"--until", 0, "STATE", "present (default), absent, attached, idle or up"},
	[OPTION_TIMEOUT] = {"--timeout", 0, "SECONDS", "give up after this time; 1.5 is allowed"},
	[OPTION_STAY] = {"--stay", 0, NULL, "with -n: CMD runs outside of that namespace"},
	[OPTION_INITIAL] = {"--initial", 0, NULL, "begin with the existing interfaces"},
};

const char *option_name(enum option_id option)
{
	return options[option].name;
}

/*
 * If a command takes both, -f means --file, so that --force cannot be given by mistyping one
 * letter.
 */
static char letter_of(int id, uint64_t allowed)
{
	if (id == OPTION_FORCE && (allowed & OPTION_BIT(OPTION_FILE)))
		return 0;
	return options[id].letter;
}

bool option_find(int code, const struct option_set *allowed, struct option *option)
{
	int id = code - (code >= CODE_BACK ? CODE_BACK : CODE_PROPERTY);
	const struct property *property;

	if (code < CODE_PROPERTY) {
		*option = options[code - CODE_OPTION];
		option->letter = letter_of(code - CODE_OPTION, allowed->options);
		return allowed->options & OPTION_BIT(code - CODE_OPTION);
	}
	property = properties[id];
	*option = (struct option){
		.name = property->option,
		.letter = property->letter,
		.argument = property->argument,
		.help = property->help,
	};
	if (code >= CODE_BACK)
		*option = (struct option){
			.name = property->back,
			.argument = property->back_argument,
			.help = property->back_help,
		};
	return (allowed->properties & PROPERTY_BIT(id)) && property->help && option->help &&
	       (allowed->live || (code < CODE_BACK && !property->only_live));
}

static bool takes_argument(char letter)
{
	for (int id = 0; id < OPTION_COUNT; id++)
		if (options[id].letter == letter && options[id].argument)
			return true;
	for (int id = 0; id < PROPERTY_COUNT; id++)
		if (properties[id]->letter == letter && properties[id]->argument)
			return true;
	return false;
}

/*
 * Whether the word is "-j" or a group of letters with a j; letters after one that takes an argument
 * are its argument.
 */
static bool has_json_letter(const char *word)
{
	if (word[0] != '-' || word[1] == '-')
		return false;
	for (word++; *word && !takes_argument(*word); word++)
		if (*word == options[OPTION_JSON].letter)
			return true;
	return false;
}

bool options_ask_for_json(int argc, char *const *argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], options[OPTION_JSON].name) == 0 || has_json_letter(argv[i]))
			return true;
	return false;
}
