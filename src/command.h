/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A command, and the table of commands from which dispatch and help are made. */
#ifndef TUNADM_COMMAND_H
#define TUNADM_COMMAND_H

#include <stdint.h>

#include "input/invocation.h"
#include "output/report.h"

struct command {
	const char *name;
	const char *alias;    /* another name for it, or NULL */
	const char *operands; /* as the help shows them: "NAME [on|off]" */
	const char *summary;  /* what it does, in a few words without a full stop */
	uint64_t options;     /* OPTION_BIT() of its options besides the global ones */
	uint64_t properties;  /* PROPERTY_BIT() of the properties for which it takes options */
	bool live;	      /* of existing interfaces, also to be removed */
	unsigned int min_operands;
	unsigned int max_operands;  /* COMMAND_MANY: no limit */
	unsigned int name_operands; /* how many of them, counted from the first, name interfaces */
	bool names_are_new;	    /* names of new interfaces, which may contain a %d */
	bool takes_tail;	    /* "-- CMD ARG..." follows */
	bool streams;		    /* --json prints a line for each event, not a document */
	bool lists;		    /* --json lists what exists, not results */

	/*
	 * Checks options and operands against each other, and stores the values of operands in the
	 * request, before the network namespace is entered or anything is looked up. NULL if there
	 * is nothing to check. Returns a fault; faults of several names it reports itself.
	 */
	struct fault *(*check)(struct invocation *invocation, struct report *report);

	/* Runs the command, in the right network namespace; all faults are reported. */
	void (*run)(struct invocation *invocation, struct report *report);
};

#define COMMAND_MANY UINT32_MAX

extern const struct command command_add;
extern const struct command command_del;
extern const struct command command_persist;
extern const struct command command_chown;
extern const struct command command_set;
extern const struct command command_set_mac;
extern const struct command command_set_mtu;
extern const struct command command_reset;
extern const struct command command_show;
extern const struct command command_up;
extern const struct command command_down;
extern const struct command command_check;
extern const struct command command_why;
extern const struct command command_wait;
extern const struct command command_monitor;
extern const struct command command_hold;
extern const struct command command_exec;

#endif
