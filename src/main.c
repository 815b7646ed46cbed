// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm: global options, the table of commands, and the exit status.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "commands/tunctl.h"
#include "input/escaped.h"
#include "input/nearest.h"
#include "input/option-table.h"
#include "input/options.h"
#include "kernel/netns.h"
#include "output/abrupt.h"
#include "property/link-name.h"
#include "property/values.h"
#include "util/brief.h"
#include "util/cleanup.h"
#include "util/signals.h"

/* One per line, in the order of the help. */
/* clang-format off */
static const struct command *const commands[] = {
	&command_add,
	&command_del,
	&command_persist,
	&command_chown,
	&command_set,
	&command_set_mac,
	&command_set_mtu,
	&command_reset,
	&command_show,
	&command_up,
	&command_down,
	&command_check,
	&command_why,
	&command_wait,
	&command_monitor,
	&command_hold,
	&command_exec,
};
/* clang-format on */

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))
#define COMMAND_HELP  "help"

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(commands[i]->name, name) == 0 ||
		    (commands[i]->alias && strcmp(commands[i]->alias, name) == 0))
			return commands[i];
	return NULL;
}

static struct fault *unknown_command(const char *typed)
{
	struct nearest nearest = {.typed = typed};
	struct fault *fault =
		fault_wrap(fault_new(STATUS_USAGE, "unknown command"), brief(typed).text, NULL);

	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		nearest_consider(&nearest, commands[i]->name);
		if (commands[i]->alias)
			nearest_consider(&nearest, commands[i]->alias);
	}
	nearest_consider(&nearest, COMMAND_HELP);
	if (nearest.word)
		return fault_hint(fault, "did you mean `tunadm %s`?", nearest.word);
	return fault_hint(fault, "`tunadm --help` lists the commands");
}

static void print_help(void)
{
	static const struct option_set global = {.options = OPTIONS_GLOBAL};

	options_print_help(NULL, "COMMAND [OPTION...] [NAME...]", &global);
	printf("\nCreate, change, list and remove TUN/TAP interfaces.\n\nCommands:\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		printf("  %-8s %-24s %s\n", commands[i]->name, commands[i]->operands,
		       commands[i]->summary);
	printf("  %-8s %-24s %s\n", COMMAND_HELP, "[COMMAND]", "show the help of a command");
	printf("\nWithout COMMAND: show. `tunadm COMMAND --help` lists a command's options;\n"
	       "tunadm(8) is the manual.\n");
}

static struct option_set options_of(const struct command *command)
{
	return (struct option_set){
		.options = command->options | OPTIONS_GLOBAL,
		.properties = command->properties,
		.live = command->live,
	};
}

static void print_command_help(const struct command *command)
{
	struct option_set allowed = options_of(command);

	options_print_help(command->name, command->operands, &allowed);
	printf("\n%s: %s.\n", command->name, command->summary);
	if (command->alias)
		printf("Alias: %s.\n", command->alias);
}

static struct fault *help(const char *const *operands, int count)
{
	const struct command *command;

	if (count > 1)
		return fault_wrap(
			fault_new(STATUS_USAGE, "unexpected operand '%s'", brief(operands[1]).text),
			COMMAND_HELP, NULL);
	command = count ? find_command(operands[0]) : NULL;
	if (command)
		print_command_help(command);
	else if (count == 0 || strcmp(operands[0], COMMAND_HELP) == 0)
		print_help();
	else
		return unknown_command(operands[0]);
	return NULL;
}

static struct fault *check_operands(const struct command *command,
				    const struct invocation *invocation)
{
	const char *last;

	if (invocation->operand_count < command->min_operands)
		return fault_wrap(
			fault_new(STATUS_USAGE, "an operand is missing: %s", command->operands),
			command->name, NULL);
	if (invocation->operand_count <= command->max_operands)
		return NULL;
	last = invocation->operands[command->max_operands];
	return fault_wrap(fault_new(STATUS_USAGE, "unexpected operand '%s'", brief(last).text),
			  command->name, NULL);
}

/* How many of the operands name interfaces. */
static size_t name_count(const struct command *command, const struct invocation *invocation)
{
	return invocation->operand_count < command->name_operands ? invocation->operand_count
								  : command->name_operands;
}

/*
 * Unescapes and checks all names and reports each invalid one, before anything is done with any of
 * them.
 */
static void check_names(const struct command *command, const struct invocation *invocation,
			struct report *report)
{
	const char *const *names = (const char *const *)invocation->operands;
	size_t count = name_count(command, invocation);
	auto_free struct fault **faults = calloc(count + 1, sizeof(*faults));

	if (!faults) {
		(void)report_fault(report, fault_memory());
		return;
	}
	for (size_t i = 0; i < count; i++) {
		struct fault *fault = invocation_has(invocation, OPTION_ESCAPED)
					      ? escaped_decode(invocation->operands[i])
					      : NULL;
		if (!fault)
			fault = command->names_are_new ? value_new_name(names[i])
						       : value_name(names[i]);
		faults[i] = fault ? value_fault(fault, "NAME", names[i]) : NULL;
	}
	(void)report_refused(report, names, faults, count);
}

/* In JSON, each interface that was named has an object, even if none was tried. */
static void report_names(const struct command *command, const struct invocation *invocation,
			 struct report *report)
{
	if (report->status == STATUS_DONE || report->document.count || command->lists)
		return;
	for (size_t i = 0; i < name_count(command, invocation); i++)
		report_unreached(report, invocation->operands[i]);
}

static bool usage_fault(struct report *report, const struct command *command, struct fault *fault)
{
	if (fault && fault->status == STATUS_USAGE)
		fault = fault_hint(fault, "see `tunadm %s --help`", command->name);
	return report_fault(report, fault);
}

/*
 * A command line that is refused has results too, but nothing to list. A reader of JSON gets a
 * complete document even if the command was interrupted.
 */
static void begin_json(const struct command *command, const struct invocation *invocation,
		       bool refused, struct report *report)
{
	if (!invocation_has(invocation, OPTION_JSON) || command->streams ||
	    (command->lists && refused))
		return;
	signals_catch();
	report_in_json(report);
}

/* The same for a command line that could not be parsed, by those words that are clear. */
static void begin_json_unread(int argc, char *const *argv, struct report *report)
{
	const struct command *command = NULL;

	if (report->document.wanted || !options_ask_for_json(argc, argv))
		return;
	for (int i = 0; i < argc && !command; i++)
		command = find_command(argv[i]);
	if (command && !command->lists && !command->streams &&
	    (command->options & OPTION_BIT(OPTION_JSON))) {
		signals_catch();
		report_in_json(report);
	}
}

static void run(const struct command *command, struct invocation *invocation, struct report *report)
{
	struct fault *fault = options_check(invocation);

	report->quiet = invocation_has(invocation, OPTION_QUIET);
	report->verbose = invocation_has(invocation, OPTION_VERBOSE) && !report->quiet;
	if (invocation_has(invocation, OPTION_HELP)) {
		fault_free(fault);
		print_command_help(command);
		return;
	}
	if (invocation_has(invocation, OPTION_VERSION)) {
		fault_free(fault);
		printf("%s\n", PACKAGE_STRING);
		return;
	}
	if (!fault)
		fault = check_operands(command, invocation);
	begin_json(command, invocation, fault, report);
	if (usage_fault(report, command, fault))
		return;
	check_names(command, invocation, report);
	if (report->status == STATUS_DONE && command->check)
		(void)usage_fault(report, command, command->check(invocation, report));
	if (report->status != STATUS_DONE)
		return;
	if (invocation->netns && !invocation_has(invocation, OPTION_STAY))
		fault = netns_enter(invocation->netns);
	if (fault) {
		fault = fault_wrap(fault, invocation->netns, "cannot enter network namespace");
		(void)report_fault(report, fault);
		return;
	}
	report->netns = invocation->netns;
	command->run(invocation, report);
}

/* Cuts the arguments off at the first "--" for a command that another command line follows. */
static int cut_tail(const struct command *command, int argc, char **argv,
		    struct invocation *invocation)
{
	if (!command->takes_tail)
		return argc;
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			invocation->tail = argv + i + 1;
			return i;
		}
	}
	return argc;
}

static void parse_and_run(const struct command *command, int argc, char **argv,
			  struct invocation *invocation, struct report *report)
{
	struct option_set allowed = options_of(command);
	struct fault *fault;

	argc = cut_tail(command, argc, argv, invocation);
	fault = options_parse(argc, argv, &allowed, invocation);
	/* Even if the rest of the line could not be parsed. */
	report->quiet = invocation_has(invocation, OPTION_QUIET);
	if (fault) {
		begin_json(command, invocation, true, report);
		begin_json_unread(argc, argv, report);
	}
	if (!usage_fault(report, command, fault))
		run(command, invocation, report);
	report_names(command, invocation, report);
}

/*
 * Without a command word, the command is `show`, possibly with its own options. An operand after
 * those is refused: it was probably meant as a command, and would be read as a name.
 */
static void run_default(int argc, char **argv, struct report *report)
{
	struct invocation invocation = {0};
	struct option_set allowed = options_of(&command_show);
	struct fault *fault = options_parse(argc, argv, &allowed, &invocation);

	if (!fault && invocation.operand_count) {
		fault = find_command(invocation.operands[0])
				? fault_wrap(fault_new(STATUS_USAGE,
						       "its options come after it, and only "
						       "global ones before it"),
					     invocation.operands[0], NULL)
				: unknown_command(invocation.operands[0]);
	}
	if (fault)
		begin_json_unread(argc, argv, report);
	if (!usage_fault(report, &command_show, fault))
		run(&command_show, &invocation, report);
	invocation_clear(&invocation);
}

static void refuse_command(int argc, char *const *argv, struct report *report)
{
	if (options_ask_for_json(argc, argv))
		report_in_json(report);
	(void)report_fault(report, unknown_command(argv[0]));
}

static void tunadm(int argc, char **argv, struct report *report)
{
	struct invocation invocation = {0};
	const struct command *command;
	bool unknown;
	int next;
	struct fault *fault = options_parse_global(argc, argv, &invocation, &next, &unknown);

	if (unknown) {
		fault_free(fault);
		run_default(argc, argv, report);
		return;
	}
	if (fault)
		begin_json_unread(argc, argv, report);
	if (report_fault(report, fault))
		return;
	report->quiet = invocation_has(&invocation, OPTION_QUIET);
	if (next == argc && invocation_has(&invocation, OPTION_HELP)) {
		print_help();
	} else if (next == argc) {
		run(&command_show, &invocation, report);
	} else if (strcmp(argv[next], COMMAND_HELP) == 0) {
		(void)report_fault(report,
				   help((const char *const *)argv + next + 1, argc - next - 1));
	} else {
		command = find_command(argv[next]);
		if (command)
			parse_and_run(command, argc - next, argv + next, &invocation, report);
		else
			refuse_command(argc - next, argv + next, report);
	}
	invocation_clear(&invocation);
}

/*
 * A descriptor that we open must not become one of the first three, or output would be written into
 * an interface. Open read-only, so that writing to a closed stdout is still an error.
 */
static void fill_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", O_RDONLY) != fd)
			_exit(STATUS_FAILED);
}

/* Called through a symbolic link, by a name that scripts have used for twenty years. */
static const struct tunctl_program *find_tunctl(int argc, char *const *argv)
{
	const char *slash = argc > 0 ? strrchr(argv[0], '/') : NULL;

	return argc > 0 ? tunctl_find(slash ? slash + 1 : argv[0]) : NULL;
}

int main(int argc, char **argv)
{
	const struct tunctl_program *tunctl = find_tunctl(argc, argv);
	struct report report = {.program = tunctl ? tunctl->name : "tunadm"};

	fill_standard_descriptors();
	signals_survive_broken_pipes();
	if (tunctl) {
		abrupt_expect(report.program, false);
		tunctl_run(tunctl, argc, argv, &report);
	} else {
		abrupt_expect(report.program, options_ask_for_json(argc, argv));
		tunadm(argc, argv, &report);
	}
	abrupt_over();
	report_close(&report);
	signals_die();
	return (int)report.status;
}
