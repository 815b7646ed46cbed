/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A command, and the one table of them that dispatch and help are made from. */
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
	uint64_t options;     /* OPTION_BIT() of those it takes besides the global ones */
	uint64_t properties;  /* PROPERTY_BIT() of those that it takes options for */
	bool live;	      /* these are of interfaces that exist: with the ways back */
	unsigned int min_operands;
	unsigned int max_operands;  /* COMMAND_MANY: no limit */
	unsigned int name_operands; /* how many of them, counted from the first, name interfaces */
	bool names_are_new;	    /* names of interfaces to be made, which may hold a %d */
	bool takes_tail;	    /* "-- CMD ARG..." follows */
	bool streams;		    /* --json is a line for each event, and no document */
	bool lists;		    /* --json has what there is, and not what became of each */

	/*
	 * Checks what options and operands say together, and takes the values of operands into the
	 * request, before the network namespace is entered and anything is looked up; NULL where
	 * there is nothing to check. Returns a fault, or reports those of several names itself.
	 */
	struct fault *(*check)(struct invocation *invocation, struct report *report);

	/* Does it, in the right network namespace; every fault goes to the report. */
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
