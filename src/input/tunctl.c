// SPDX-License-Identifier: GPL-2.0-or-later
// tunctl's grammar: single letters, one interface, and -d before all others.

#include "input/tunctl.h"

#include <popt.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "property/properties.h"
#include "property/property.h"
#include "input/operands.h"
#include "property/link-name.h"
#include "property/values.h"
#include "util/brief.h"
#include "util/cleanup.h"

static const struct poptOption table[] = {
	{NULL, 't', POPT_ARG_STRING, NULL, 't', NULL, NULL},
	{NULL, 'd', POPT_ARG_STRING, NULL, 'd', NULL, NULL},
	{NULL, 'u', POPT_ARG_STRING, NULL, 'u', NULL, NULL},
	{NULL, 'g', POPT_ARG_STRING, NULL, 'g', NULL, NULL},
	{NULL, 'f', POPT_ARG_STRING, NULL, 'f', NULL, NULL},
	{NULL, 'b', POPT_ARG_NONE, NULL, 'b', NULL, NULL},
	{NULL, 'n', POPT_ARG_NONE, NULL, 'n', NULL, NULL},
	{NULL, 'p', POPT_ARG_NONE, NULL, 'p', NULL, NULL},
	POPT_TABLEEND,
};

#define USAGE(name, which)                                                                         \
	"Create: " name " [-b] [-n | -p] [-u owner] [-g group] [-t device-name]"                   \
	" [-f tun-clone-device]\n"                                                                 \
	"Delete: " name " -d device-name [-f tun-clone-device]\n\n"                                \
	"-n makes a tun, -p a tap, which is the default" which ";\n"                               \
	"-b will result in brief output (just the device name)\n"

const struct tunctl_program *tunctl_find(const char *name)
{
	static const struct tunctl_program programs[] = {
		{"tunctl", USAGE("tunctl", ""), false},
		{"VBoxTunctl", USAGE("VBoxTunctl", ""), false},
		{"vde_tunctl", USAGE("vde_tunctl", " unless the name begins with tun"), true},
	};

	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++)
		if (strcmp(programs[i].name, name) == 0)
			return &programs[i];
	return NULL;
}

static struct fault *take_tunctl_name(struct tunctl_line *line, char letter, const char *text)
{
	struct fault *fault = NULL;

	/* -d takes precedence over -t, in any order. */
	if (line->remove && letter == 't')
		return NULL;
	fault = letter == 'd' ? value_link_name(text) : value_new_name(text);
	if (fault)
		return fault;
	free(line->name);
	line->name = strdup(text);
	line->remove = letter == 'd';
	return line->name ? NULL : fault_memory();
}

static struct fault *take_tunctl_device(struct tunctl_line *line, const char *text)
{
	free(line->device);
	line->device = strdup(text);
	return line->device ? NULL : fault_memory();
}

/* Parses the value like tunadm's option; a fault names tunctl's letter. */
static struct fault *take_property(struct request *request, enum property_id id, const char *text)
{
	struct value *value = &request->values[id];
	struct fault *fault = properties[id]->parse(text, value);

	request->given |= PROPERTY_BIT(id);
	if (!fault && properties[id]->account && value->name)
		fault = properties[id]->resolve(NULL, value);
	return fault;
}

static struct fault *take_tunctl_option(struct tunctl_line *line, char letter, const char *text)
{
	struct request *request = &line->request;

	switch (letter) {
	case 't':
	case 'd': return take_tunctl_name(line, letter, text);
	case 'f': return take_tunctl_device(line, text);
	case 'u': return take_property(request, PROPERTY_OWNER, text);
	case 'g': return take_property(request, PROPERTY_GROUP, text);
	case 'n':
	case 'p':
		request_set(request, PROPERTY_MODE, letter == 'n' ? TUN_MODE_TUN : TUN_MODE_TAP);
		line->typed = true;
		return NULL;
	default: line->brief = true; return NULL;
	}
}

static struct fault *parse_options(poptContext context, struct tunctl_line *line)
{
	struct fault *fault = NULL;
	const char **operands = NULL;
	size_t count = 0;
	int code;

	while (!fault && (code = poptGetNextOpt(context)) > 0) {
		auto_free char *text = poptGetOptArg(context);
		char option[] = {'-', (char)code, '\0'};

		/* This is popt's only sign that it had no memory for the argument. */
		if (!text && strchr("tdugf", code))
			return fault_memory();
		fault = take_tunctl_option(line, (char)code, text);
		if (fault && text)
			fault = value_fault(fault, option, text);
	}
	if (!fault && code < -1)
		fault = fault_wrap(fault_new(STATUS_FAILED, "%s", poptStrerror(code)),
				   poptBadOption(context, POPT_BADOPTION_NOALIAS), NULL);
	if (!fault)
		fault = operands_find(context, &operands, &count);
	if (!fault && count)
		fault = fault_new(STATUS_FAILED, "unexpected operand '%s'",
				  brief(operands[0]).text);
	return fault;
}

/* Fills in what the letters do not say: the mode and the name. */
static struct fault *complete_line(const struct tunctl_program *program, struct tunctl_line *line)
{
	if (line->name) {
		if (program->tun_by_name && !line->typed && strncmp(line->name, "tun", 3) == 0)
			request_set(&line->request, PROPERTY_MODE, TUN_MODE_TUN);
		return NULL;
	}
	line->name = strdup(
		request_number(&line->request, PROPERTY_MODE) == TUN_MODE_TUN ? "tun%d" : "tap%d");
	return line->name ? NULL : fault_memory();
}

struct fault *tunctl_parse(const struct tunctl_program *program, int argc, char *const *argv,
			   struct tunctl_line *line)
{
	/* popt promises not to write to argv, but C does not convert to its type implicitly. */
	const char **const_argv = (const char **)(uintptr_t)argv;
	poptContext context = poptGetContext("tunctl", argc, const_argv, table, 0);
	struct fault *fault;

	*line = (struct tunctl_line){0};
	request_set(&line->request, PROPERTY_MODE, TUN_MODE_TAP);
	if (!context)
		return fault_memory();
	fault = parse_options(context, line);
	poptFreeContext(context);
	return fault ? fault : complete_line(program, line);
}

void tunctl_line_clear(struct tunctl_line *line)
{
	free(line->name);
	free(line->device);
	request_clear(&line->request);
	*line = (struct tunctl_line){0};
}
