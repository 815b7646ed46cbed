/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An invocation: everything that was read from a command line. */
#ifndef TUNADM_INPUT_INVOCATION_H
#define TUNADM_INPUT_INVOCATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/address.h"
#include "model/request.h"
#include "model/state.h"

/* Every option except those of properties, each declared once in input/options.c. */
enum option_id {
	OPTION_NETNS,
	OPTION_QUIET,
	OPTION_VERBOSE,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_ENSURE,
	OPTION_NO_SETTLE,
	OPTION_FORCE,
	OPTION_IF_EXISTS,
	OPTION_IDLE,
	OPTION_JSON,
	OPTION_PROCESSES,
	OPTION_OUTPUT,
	OPTION_NOHEADINGS,
	OPTION_TUNTAB,
	OPTION_FILE,
	OPTION_DRY_RUN,
	OPTION_PRUNE,
	OPTION_ESCAPED,
	OPTION_USER,
	OPTION_QUEUES,
	OPTION_TO,
	OPTION_ATTACH,
	OPTION_WATCH,
	OPTION_UNTIL,
	OPTION_TIMEOUT,
	OPTION_STAY,
	OPTION_INITIAL,
	OPTION_COUNT,
};

#define OPTION_BIT(option) (UINT64_C(1) << (option))

#define OPTIONS_GLOBAL                                                                             \
	(OPTION_BIT(OPTION_NETNS) | OPTION_BIT(OPTION_QUIET) | OPTION_BIT(OPTION_VERBOSE) |        \
	 OPTION_BIT(OPTION_HELP) | OPTION_BIT(OPTION_VERSION))

/* The options that a command takes. */
struct option_set {
	uint64_t options;    /* OPTION_BIT()s */
	uint64_t properties; /* PROPERTY_BIT()s of those that can be given */
	bool live;	     /* of existing interfaces, with options to remove properties */
	bool postponed; /* the names of accounts are looked up later, by properties_resolve() */
};

/* As the properties of an option_set: all that an interface can have. */
#define PROPERTIES_ALL UINT64_MAX

struct invocation {
	uint64_t given;		/* OPTION_BIT() of each option that was given */
	struct request request; /* what the options of properties request */
	char *netns;		/* --netns, not checked yet */
	char *columns;		/* --output */
	char *file;		/* --file */
	char *user;		/* --user, a name or a number, not looked up yet */
	struct address to;	/* --to, without a prefix */
	unsigned int queues;	/* --queues */
	char **prune;		/* --prune: patterns, all owned */
	size_t prune_count;
	size_t prune_capacity;
	enum state until; /* --until */
	int64_t timeout;  /* --timeout, in nanoseconds */
	int64_t watch;	  /* --watch, the same */
	char **operands;  /* NULL-terminated, all owned */
	size_t operand_count;
	char **tail; /* what followed the first "--" of `exec`: part of argv, not owned */
};

static inline bool invocation_has(const struct invocation *invocation, enum option_id option)
{
	return invocation->given & OPTION_BIT(option);
}

/* Releases the contents, not the struct itself. */
void invocation_clear(struct invocation *invocation) __attribute__((nonnull));

#endif
