/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The options of all commands, and their parser. */
#ifndef TUNADM_INPUT_OPTIONS_H
#define TUNADM_INPUT_OPTIONS_H

#include <stdint.h>

#include "input/invocation.h"
#include "model/fault.h"

/*
 * Parses argv[1] to argv[argc - 1] with the allowed options, adds the options to *invocation and
 * the rest to its operands. Neither POSIXLY_CORRECT nor popt's configuration files change the
 * result. Faults have status 2, and name the option and its argument; --quiet and --json are read
 * even then, and so are operands if only a value was bad.
 */
struct fault *options_parse(int argc, char *const *argv, const struct option_set *allowed,
			    struct invocation *invocation) __attribute__((nonnull)) must_check;

/*
 * Parses the global options up to the first operand, and returns its place in argv in *next (argc
 * if there is none). If another option comes before it, *unknown is set, and nothing has been read.
 */
struct fault *options_parse_global(int argc, char *const *argv, struct invocation *invocation,
				   int *next, bool *unknown) __attribute__((nonnull)) must_check;

/* Checks that no two options exclude each other. */
struct fault *options_check(const struct invocation *invocation)
	__attribute__((nonnull)) must_check;

/*
 * Prints "Usage: tunadm COMMAND [OPTION...] OPERANDS" and the allowed options; command is NULL if
 * none was given.
 */
void options_print_help(const char *command, const char *operands, const struct option_set *allowed)
	__attribute__((nonnull(2, 3)));

#endif
