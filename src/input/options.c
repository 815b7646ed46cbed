// SPDX-License-Identifier: GPL-2.0-or-later
// Every option, declared once; a command's table is made of those that it takes.

#include "input/options.h"

#include <popt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/nearest.h"
#include "input/operands.h"
#include "input/option-values.h"
#include "util/brief.h"
#include "util/cleanup.h"

struct option {
	const char *name; /* with its dashes, as messages have it */
	char letter;
	const char *argument; /* what the help calls its argument, or NULL: it has none */
	const char *help;     /* NULL: it is for the units alone, and nobody is told of it */
};

static const struct option options[OPTION_COUNT] = {
	[OPTION_NETNS] = {"--netns", 'n', "NAME|PATH", "work in this network namespace"},
	[OPTION_QUIET] = {"--quiet", 'q', NULL, "no hints and no notes"},
	[OPTION_VERBOSE] = {"--verbose", 'v', NULL, "say what was done"},
	[OPTION_HELP] = {"--help", 'h', NULL, "show this help"},
	[OPTION_VERSION] = {"--version", 'V', NULL, "show the version"},
	[OPTION_MODE] = {"--mode", 'm', "tun|tap", "IP packets (tun) or Ethernet frames (tap)"},
	[OPTION_OWNER] = {"--owner", 'u', "USER", "the user who may attach"},
	[OPTION_GROUP] = {"--group", 'g', "GROUP", "the group whose members may attach"},
	[OPTION_ANYONE] = {"--anyone", 0, NULL, "every user may attach: no owner, no group"},
	[OPTION_PI] = {"--pi", 0, NULL, "4 bytes of packet information before each packet"},
	[OPTION_VNET_HDR] = {"--vnet-hdr", 0, NULL, "a virtio-net header before each packet"},
	[OPTION_MULTI_QUEUE] = {"--multi-queue", 0, NULL, "several descriptors can attach"},
	[OPTION_MAC] = {"--mac", 0, "ADDRESS", "the interface's MAC address (tap)"},
	[OPTION_MTU] = {"--mtu", 0, "N", "the maximum transmission unit in bytes"},
	[OPTION_TXQUEUELEN] = {"--txqueuelen", 0, "N", "packets that may wait to be read"},
	[OPTION_UP] = {"--up", 0, NULL, "bring the interface up"},
	[OPTION_MASTER] = {"--master", 0, "BRIDGE", "put the interface into a bridge"},
	[OPTION_ADDRESS] = {"--address", 0, "CIDR", "add an IPv4 or IPv6 address (repeatable)"},
	[OPTION_ENSURE] = {"--ensure", 'e', NULL, "bring an existing interface in line"},
	[OPTION_FORCE] = {"--force", 'f', NULL, "even while a process is attached"},
	[OPTION_IF_EXISTS] = {"--if-exists", 0, NULL, "a missing interface is no error"},
	[OPTION_IDLE] = {"--idle", 0, NULL, "pass over interfaces in use"},
	[OPTION_JSON] = {"--json", 'j', NULL, "print JSON"},
	[OPTION_PROCESSES] = {"--processes", 'p', NULL, "show which processes are attached"},
	[OPTION_OUTPUT] = {"--output", 'o', "COLUMN,...", "the columns to show; help lists them"},
	[OPTION_NOHEADINGS] = {"--noheadings", 0, NULL, "no line of headings"},
	[OPTION_TUNTAB] = {"--tuntab", 0, NULL, "print lines for /etc/tuntab"},
	[OPTION_FILE] = {"--file", 'f', "FILE", "read this table; - is standard input"},
	[OPTION_DRY_RUN] = {"--dry-run", 0, NULL, "say what would be done, and do nothing"},
	[OPTION_PRUNE] = {"--prune", 0, "PATTERN",
			  "delete what matches and has no entry (repeatable)"},
	[OPTION_ESCAPED] = {"--escaped", 0, NULL, NULL},
	[OPTION_USER] = {"--user", 0, "USER", "the user in question"},
	[OPTION_QUEUES] = {"--queues", 0, "N", "attach so many queues of each interface"},
	[OPTION_TO] = {"--to", 0, "ADDRESS", "also look at the way to this host and back"},
	[OPTION_ATTACH] = {"--attach", 0, NULL, "also look at what only a descriptor shows"},
	[OPTION_WATCH] = {"--watch", 0, "SECONDS", "also follow its packets for so long"},
	[OPTION_UNTIL] = {"--until", 0, "STATE", "present (default), absent, attached, idle or up"},
	[OPTION_TIMEOUT] = {"--timeout", 0, "SECONDS", "give up after so long; 1.5 is allowed"},
	[OPTION_STAY] = {"--stay", 0, NULL, "with -n: only the interface is there, CMD is here"},
	[OPTION_INITIAL] = {"--initial", 0, NULL, "begin with what is there"},
};

const char *option_name(enum option_id option)
{
	return options[option].name;
}

/* Where a command takes both, -f is the file: forcing shall not be one letter's slip away. */
static char letter_of(int id, uint64_t allowed)
{
	if (id == OPTION_FORCE && (allowed & OPTION_BIT(OPTION_FILE)))
		return 0;
	return options[id].letter;
}

/* A popt table ends with an entry of zeros. Values are ids plus one, as popt returns no zero. */
static void fill_table(struct poptOption *table, uint64_t allowed)
{
	for (int id = 0; id < OPTION_COUNT; id++) {
		const struct option *option = &options[id];

		if (!(allowed & OPTION_BIT(id)))
			continue;
		*table++ = (struct poptOption){
			.longName = option->name + 2,
			.shortName = letter_of(id, allowed),
			.argInfo = option->argument ? POPT_ARG_STRING : POPT_ARG_NONE,
			.val = id + 1,
		};
	}
	*table = (struct poptOption)POPT_TABLEEND;
}

/*
 * popt stops at the first operand where POSIXLY_CORRECT is set, whoever set it. What it finds in
 * the environment must not decide how a command line is read; `exec` hands it on all the same.
 */
static poptContext new_context(int argc, char *const *argv, const struct poptOption *table,
			       unsigned int flags)
{
	static const char *const names[] = {"POSIXLY_CORRECT", "POSIX_ME_HARDER"};
	/* popt promises not to write to it, in a type that C does not convert to by itself. */
	const char **const_argv = (const char **)(uintptr_t)argv;
	char *values[2] = {NULL, NULL};
	bool lost = false;
	poptContext context;

	for (int i = 0; i < 2; i++) {
		const char *value = getenv(names[i]);

		values[i] = value ? strdup(value) : NULL;
		lost |= value && !values[i];
		(void)unsetenv(names[i]);
	}
	context = lost ? NULL : poptGetContext("tunadm", argc, const_argv, table, flags);
	for (int i = 0; i < 2; i++) {
		if (values[i])
			(void)setenv(names[i], values[i], 1);
		free(values[i]);
	}
	return context;
}

static struct fault *unknown_option(const char *typed, uint64_t allowed)
{
	struct nearest nearest = {.typed = typed};
	struct fault *fault =
		fault_wrap(fault_new(STATUS_USAGE, "unknown option"), brief(typed).text, NULL);

	for (int id = 0; id < OPTION_COUNT; id++)
		if ((allowed & OPTION_BIT(id)) && options[id].help)
			nearest_consider(&nearest, options[id].name);
	if (nearest.word)
		return fault_hint(fault, "did you mean %s?", nearest.word);
	return fault;
}

static struct fault *popt_fault(poptContext context, int code, uint64_t allowed)
{
	const char *typed = poptBadOption(context, POPT_BADOPTION_NOALIAS);

	if (!typed)
		typed = "?";
	switch (code) {
	case POPT_ERROR_BADOPT: return unknown_option(typed, allowed);
	case POPT_ERROR_NOARG:
		return fault_wrap(fault_new(STATUS_USAGE, "an argument is missing"), typed, NULL);
	case POPT_ERROR_UNWANTEDARG:
		return fault_wrap(fault_new(STATUS_USAGE, "takes no argument"), typed, NULL);
	case POPT_ERROR_MALLOC: return fault_memory();
	default: return fault_wrap(fault_new(STATUS_USAGE, "%s", poptStrerror(code)), typed, NULL);
	}
}

/* What of a line that is refused still counts: how its refusal is to be told. */
static void take_manner(struct invocation *invocation, enum option_id id)
{
	if (id == OPTION_QUIET || id == OPTION_JSON)
		invocation->given |= OPTION_BIT(id);
}

static struct fault *take_option(struct invocation *invocation, enum option_id id,
				 const char *argument)
{
	/* popt says in no other way that it had no memory for it. */
	if (options[id].argument && !argument)
		return fault_memory();
	return option_take(invocation, id, argument);
}

/*
 * The first fault is the one that is reported, but the line is read to its end. *readable: every
 * word of it is known to be an option, an argument or an operand.
 */
static struct fault *take_options(poptContext context, uint64_t allowed,
				  struct invocation *invocation, bool *readable)
{
	struct fault *fault = NULL;
	int code;

	*readable = true;
	while ((code = poptGetNextOpt(context)) != -1 && code != POPT_ERROR_MALLOC) {
		auto_free char *argument = code > 0 ? poptGetOptArg(context) : NULL;
		enum option_id id = (enum option_id)(code - 1);

		*readable &= code > 0;
		if (fault && code > 0)
			take_manner(invocation, id);
		else if (!fault)
			fault = code > 0 ? take_option(invocation, id, argument)
					 : popt_fault(context, code, allowed);
	}
	if (code == -1)
		return fault;
	*readable = false;
	fault_free(fault);
	return fault_memory();
}

/* What popt returns dies with the context. */
static struct fault *take_operands(poptContext context, struct invocation *invocation)
{
	const char **left;
	size_t count;
	char **operands;
	struct fault *fault = operands_find(context, &left, &count);

	if (fault)
		return fault;
	operands = reallocarray(invocation->operands, invocation->operand_count + count + 1,
				sizeof(*operands));
	if (!operands)
		return fault_memory();
	invocation->operands = operands;
	operands[invocation->operand_count] = NULL;
	for (size_t i = 0; i < count; i++) {
		char *copy = strdup(left[i]);

		if (!copy)
			return fault_memory();
		operands[invocation->operand_count++] = copy;
		operands[invocation->operand_count] = NULL;
	}
	return NULL;
}

struct fault *options_parse(int argc, char *const *argv, uint64_t allowed,
			    struct invocation *invocation)
{
	struct poptOption table[OPTION_COUNT + 1];
	struct fault *operands;
	struct fault *fault;
	poptContext context;
	bool readable;

	fill_table(table, allowed);
	context = new_context(argc, argv, table, 0);
	if (!context)
		return fault_memory();
	fault = take_options(context, allowed, invocation, &readable);
	operands = readable ? take_operands(context, invocation) : NULL;
	poptFreeContext(context);
	if (!fault)
		return operands;
	fault_free(operands);
	return fault;
}

struct fault *options_parse_global(int argc, char *const *argv, struct invocation *invocation,
				   int *next, bool *unknown)
{
	struct poptOption table[OPTION_COUNT + 1];
	struct invocation seen = {0};
	struct fault *fault;
	poptContext context;
	bool readable;
	const char **left;
	size_t count;

	*unknown = false;
	*next = argc;
	fill_table(table, OPTIONS_GLOBAL);
	context = new_context(argc, argv, table, POPT_CONTEXT_POSIXMEHARDER);
	if (!context)
		return fault_memory();
	fault = take_options(context, OPTIONS_GLOBAL, &seen, &readable);
	*unknown = fault && fault->status == STATUS_USAGE;
	if (!fault)
		fault = operands_find(context, &left, &count);
	poptFreeContext(context);
	if (fault) {
		invocation_clear(&seen);
		return fault;
	}
	*next -= (int)count;
	*invocation = seen;
	return NULL;
}

static bool takes_argument(char letter)
{
	for (int id = 0; id < OPTION_COUNT; id++)
		if (options[id].letter == letter && options[id].argument)
			return true;
	return false;
}

/* "-j", or letters with a j among them; what follows a letter with an argument is that argument. */
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

static struct fault *exclude(const struct invocation *invocation, enum option_id one,
			     enum option_id other)
{
	if (!invocation_has(invocation, one) || !invocation_has(invocation, other))
		return NULL;
	return fault_wrap(
		fault_new(STATUS_USAGE, "cannot be given together with %s", option_name(other)),
		option_name(one), NULL);
}

struct fault *options_check(const struct invocation *invocation)
{
	static const enum option_id pairs[][2] = {
		{OPTION_QUIET, OPTION_VERBOSE}, {OPTION_ANYONE, OPTION_OWNER},
		{OPTION_ANYONE, OPTION_GROUP},	{OPTION_FORCE, OPTION_IDLE},
		{OPTION_JSON, OPTION_TUNTAB},	{OPTION_JSON, OPTION_OUTPUT},
		{OPTION_TUNTAB, OPTION_OUTPUT}, {OPTION_TUNTAB, OPTION_PROCESSES},
	};
	struct fault *fault = NULL;

	for (size_t i = 0; !fault && i < sizeof(pairs) / sizeof(pairs[0]); i++)
		fault = exclude(invocation, pairs[i][0], pairs[i][1]);
	return fault;
}

/* Where the help's words begin; an option that is longer has a line of its own. */
#define HELP_COLUMN 28

/* By hand: popt's own help leaves out what it has no memory for. */
static void print_option(const struct option *option, char letter)
{
	int width = printf(letter ? "  -%c, %s" : "  %c   %s", letter ? letter : ' ', option->name);

	if (option->argument)
		width += printf("=%s", option->argument);
	if (width + 2 > HELP_COLUMN) {
		(void)putchar('\n');
		width = 0;
	}
	printf("%*s%s\n", HELP_COLUMN - width, "", option->help);
}

void options_print_help(const char *command, const char *operands, uint64_t allowed)
{
	printf("Usage: tunadm %s%s[OPTION...] %s\n", command ? command : "", command ? " " : "",
	       operands);
	for (int id = 0; id < OPTION_COUNT; id++)
		if ((allowed & OPTION_BIT(id)) && options[id].help)
			print_option(&options[id], letter_of(id, allowed));
}
