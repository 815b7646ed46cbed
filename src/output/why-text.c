// SPDX-License-Identifier: GPL-2.0-or-later
// Findings as lines of text.

#include "output/why-text.h"

#include <inttypes.h>
#include <stdio.h>

#include "util/escape.h"
#include "util/cleanup.h"

/* Builds the line as one text, so that all of it can be escaped. */
static void print_finding_line(struct report *report, const char *begin, const char *text,
			       const char *code)
{
	auto_free char *line = NULL;
	auto_free char *safe = NULL;

	if (asprintf(&line, "%s%s%s%s%s", begin, text, code ? " (" : "", code ? code : "",
		     code ? ")" : "") < 0)
		line = NULL;
	safe = line ? escape_controls(line) : NULL;
	if (safe)
		printf("%s\n", safe);
	else
		(void)report_fault(report, fault_memory());
}

/* An interface that is to be created has no name yet. */
static void print_about(struct report *report, const char *name, const char *what, const char *text,
			const char *code)
{
	auto_free char *begin = NULL;

	if (asprintf(&begin, "%s%s%s", name ? name : "", name ? ": " : "", what) < 0)
		begin = NULL;
	if (begin)
		print_finding_line(report, begin, text, code);
	else
		(void)report_fault(report, fault_memory());
}

static void print_finding(struct report *report, const char *name, const struct why_line *line)
{
	if (line->severity == WHY_NOTE && report->quiet)
		return;
	print_about(report, name,
		    line->severity == WHY_PROBLEM ? "problem: " : "note: ", line->text, line->code);
	if (!report->quiet)
		print_finding_line(report, "    hint: ", line->hint, NULL);
}

/* A line for the direction, followed by one for each reason. */
static void print_traffic(struct report *report, const char *name, enum traffic_direction direction,
			  const struct traffic *traffic)
{
	char text[sizeof("from the program:  packets,  dropped") + 2 * 20];

	(void)snprintf(text, sizeof(text), "%s the program: %" PRIu64 " %s, %" PRIu64 " dropped",
		       direction == TRAFFIC_FROM_PROGRAM ? "from" : "to", traffic->packets,
		       traffic->packets == 1 ? "packet" : "packets", traffic_dropped(traffic));
	print_about(report, name, "", text, NULL);
	for (size_t i = 0; i < traffic->drop_count; i++) {
		(void)snprintf(text, sizeof(text), "    %" PRIu64 " ", traffic->drops[i].count);
		print_finding_line(report, text, traffic->drops[i].text, NULL);
	}
}

void why_print(struct report *report, const char *name, const struct why_result *result)
{
	for (int i = 0; i < TRAFFIC_DIRECTIONS && result->watched; i++)
		print_traffic(report, name, i, &result->watch[i]);
	for (size_t i = 0; i < result->count; i++)
		print_finding(report, name, &result->lines[i]);
	if (!why_has_problem(result))
		print_about(report, name, "", "no problem found", NULL);
}
