// SPDX-License-Identifier: GPL-2.0-or-later
// The parser of options: the table for a command contains the options that it takes.

#include "input/options.h"

#include <popt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/nearest.h"
#include "input/operands.h"
#include "input/option-table.h"
#include "input/option-values.h"
#include "property/properties.h"
#include "util/brief.h"
#include "util/cleanup.h"

/* A popt table ends with an entry of zeros. */
static void fill_table(struct poptOption *table, const struct option_set *allowed)
{
	struct option option;

	for (int code = CODE_OPTION; code < CODE_END; code++) {
		if (!option_find(code, allowed, &option))
			continue;
		*table++ = (struct poptOption){
			.longName = option.name + 2,
			.shortName = option.letter,
			.argInfo = option.argument ? POPT_ARG_STRING : POPT_ARG_NONE,
			.val = code,
		};
	}
	*table = (struct poptOption)POPT_TABLEEND;
}

/*
 * popt stops at the first operand if POSIXLY_CORRECT is set. The environment must not change how a
 * command line is parsed, but `exec` must pass the variable on.
 */
static poptContext new_context(int argc, char *const *argv, const struct poptOption *table,
			       unsigned int flags)
{
	static const char *const names[] = {"POSIXLY_CORRECT", "POSIX_ME_HARDER"};
	/* popt promises not to write to argv, but C does not convert to its type implicitly. */
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

static struct fault *unknown_option(const char *typed, const struct option_set *allowed)
{
	struct nearest nearest = {.typed = typed};
	struct option option;
	struct fault *fault =
		fault_wrap(fault_new(STATUS_USAGE, "unknown option"), brief(typed).text, NULL);

	for (int code = CODE_OPTION; code < CODE_END; code++)
		if (option_find(code, allowed, &option) && option.help)
			nearest_consider(&nearest, option.name);
	if (nearest.word)
		return fault_hint(fault, "did you mean %s?", nearest.word);
	return fault;
}

static struct fault *popt_fault(poptContext context, int code, const struct option_set *allowed)
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

/* Options that say how a refusal is reported still count in a command line that is refused. */
static void take_manner(struct invocation *invocation, int code)
{
	int id = code - CODE_OPTION;

	if (id == OPTION_QUIET || id == OPTION_JSON)
		invocation->given |= OPTION_BIT(id);
}

static struct fault *take_option(struct invocation *invocation, int code,
				 const struct option_set *allowed, const char *argument)
{
	struct option option;

	/* This is popt's only sign that it had no memory for the argument. */
	if (option_find(code, allowed, &option) && option.argument && !argument)
		return fault_memory();
	if (code >= CODE_BACK)
		return property_take_back(&invocation->request, code - CODE_BACK, argument);
	if (code >= CODE_PROPERTY) {
		struct fault *fault =
			property_take(&invocation->request, code - CODE_PROPERTY, argument);

		if (fault || allowed->postponed)
			return fault;
		return property_look_up(&invocation->request, code - CODE_PROPERTY);
	}
	return option_take(invocation, code - CODE_OPTION, argument);
}

/*
 * Reports the first fault, but reads the line to its end. *readable: every word is known to be an
 * option, an argument or an operand.
 */
static struct fault *take_options(poptContext context, const struct option_set *allowed,
				  struct invocation *invocation, bool *readable)
{
	struct fault *fault = NULL;
	int code;

	*readable = true;
	while ((code = poptGetNextOpt(context)) != -1 && code != POPT_ERROR_MALLOC) {
		auto_free char *argument = code > 0 ? poptGetOptArg(context) : NULL;

		*readable &= code > 0;
		if (fault && code > 0)
			take_manner(invocation, code);
		else if (!fault)
			fault = code > 0 ? take_option(invocation, code, allowed, argument)
					 : popt_fault(context, code, allowed);
	}
	if (code == -1)
		return fault;
	*readable = false;
	fault_free(fault);
	return fault_memory();
}

/* Copies the operands, as popt frees them with the context. */
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

struct fault *options_parse(int argc, char *const *argv, const struct option_set *allowed,
			    struct invocation *invocation)
{
	struct poptOption table[CODE_END];
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
	static const struct option_set global = {.options = OPTIONS_GLOBAL};
	struct poptOption table[CODE_END];
	struct invocation seen = {0};
	struct fault *fault;
	poptContext context;
	bool readable;
	const char **left;
	size_t count;

	*unknown = false;
	*next = argc;
	fill_table(table, &global);
	context = new_context(argc, argv, table, POPT_CONTEXT_POSIXMEHARDER);
	if (!context)
		return fault_memory();
	fault = take_options(context, &global, &seen, &readable);
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

static struct fault *exclude(const struct invocation *invocation, enum option_id one,
			     enum option_id other)
{
	if (!invocation_has(invocation, one) || !invocation_has(invocation, other))
		return NULL;
	return fault_wrap(
		fault_new(STATUS_USAGE, "cannot be given together with %s", option_name(other)),
		option_name(one), NULL);
}

static struct fault *exclude_properties(const struct request *request)
{
	for (int id = 0; id < PROPERTY_COUNT; id++)
		for (int other = 0; other < PROPERTY_COUNT; other++)
			if (request_has(request, id) && request_has(request, other) &&
			    (properties[id]->excludes & PROPERTY_BIT(other)))
				return fault_wrap(fault_new(STATUS_USAGE,
							    "cannot be given together with %s",
							    properties[other]->option),
						  properties[id]->option, NULL);
	return NULL;
}

struct fault *options_check(const struct invocation *invocation)
{
	static const enum option_id pairs[][2] = {
		{OPTION_QUIET, OPTION_VERBOSE}, {OPTION_FORCE, OPTION_IDLE},
		{OPTION_JSON, OPTION_TUNTAB},	{OPTION_JSON, OPTION_OUTPUT},
		{OPTION_TUNTAB, OPTION_OUTPUT}, {OPTION_TUNTAB, OPTION_PROCESSES},
	};
	struct fault *fault = NULL;

	for (size_t i = 0; !fault && i < sizeof(pairs) / sizeof(pairs[0]); i++)
		fault = exclude(invocation, pairs[i][0], pairs[i][1]);
	return fault ? fault : exclude_properties(&invocation->request);
}

/* The column of the descriptions; a longer option has a line of its own. */
#define HELP_COLUMN 28

/* popt's own help omits parts for which it has no memory. */
static void print_option(const struct option *option)
{
	int width = printf(option->letter ? "  -%c, %s" : "  %c   %s",
			   option->letter ? option->letter : ' ', option->name);

	if (option->argument)
		width += printf("=%s", option->argument);
	if (width + 2 > HELP_COLUMN) {
		(void)putchar('\n');
		width = 0;
	}
	printf("%*s%s\n", HELP_COLUMN - width, "", option->help);
}

/*
 * Prints the global options first, then those about the interface, then those about how to do it.
 */
void options_print_help(const char *command, const char *operands, const struct option_set *allowed)
{
	struct option_set own = *allowed;
	struct option_set global = {.options = allowed->options & OPTIONS_GLOBAL};
	struct option_set asked = {
		.properties = allowed->properties,
		.live = allowed->live,
	};
	const struct option_set *const parts[] = {&global, &asked, &own};
	struct option option;

	own.options &= ~OPTIONS_GLOBAL;
	own.properties = 0;
	printf("Usage: tunadm %s%s[OPTION...] %s\n", command ? command : "", command ? " " : "",
	       operands);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		for (int code = CODE_OPTION; code < CODE_END; code++)
			if (option_find(code, parts[i], &option) && option.help)
				print_option(&option);
}
