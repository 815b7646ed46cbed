// SPDX-License-Identifier: GPL-2.0-or-later
// Findings as lines of text.

#include "output/why-text.h"

#include <inttypes.h>
#include <stdio.h>

#include "output/escape.h"
#include "util/cleanup.h"

/* A line as one text, so that what is not printable can be escaped in all of it. */
static void print_line(struct report *report, const char *begin, const char *between,
		       const char *text, const char *code)
{
	auto_free char *line = NULL;
	auto_free char *safe = NULL;

	if (asprintf(&line, "%s%s%s%s%s%s", begin, between, text, code ? " (" : "",
		     code ? code : "", code ? ")" : "") < 0)
		line = NULL;
	safe = line ? escape_controls(line) : NULL;
	if (safe)
		printf("%s\n", safe);
	else
		(void)report_fault(report, fault_memory());
}

static void print_finding(struct report *report, const char *name, const struct why_line *line)
{
	if (line->severity == WHY_NOTE && report->quiet)
		return;
	print_line(report, name,
		   line->severity == WHY_PROBLEM ? ": problem: " : ": note: ", line->text,
		   line->code);
	if (!report->quiet)
		print_line(report, "    hint: ", "", line->hint, NULL);
}

void why_print(struct report *report, const char *name, const struct why_result *result)
{
	for (size_t i = 0; i < result->count; i++)
		print_finding(report, name, &result->lines[i]);
	if (!why_has_problem(result))
		print_line(report, name, ": ", "no problem found", NULL);
}
