// SPDX-License-Identifier: GPL-2.0-or-later
// The lines and notes of one result.

#include "why/result.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "util/array.h"

const char *why_severity_name(enum why_severity severity)
{
	return severity == WHY_PROBLEM ? "problem" : "note";
}

bool why_has_problem(const struct why_result *result)
{
	for (size_t i = 0; i < result->count; i++)
		if (result->lines[i].severity == WHY_PROBLEM)
			return true;
	return false;
}

void why_note(struct why_result *result, const char *text, ...)
{
	char **notes = array_grow(result->notes, result->note_count, &result->note_capacity,
				  sizeof(*notes));
	va_list args;

	if (!notes)
		return;
	result->notes = notes;
	va_start(args, text);
	if (vasprintf(&notes[result->note_count], text, args) >= 0)
		result->note_count++;
	va_end(args);
}

void why_result_clear(struct why_result *result)
{
	for (size_t i = 0; i < result->count; i++) {
		free(result->lines[i].text);
		free(result->lines[i].hint);
	}
	free(result->lines);
	for (size_t i = 0; i < result->note_count; i++)
		free(result->notes[i]);
	free(result->notes);
	for (int i = 0; i < TRAFFIC_DIRECTIONS; i++)
		traffic_clear(&result->watch[i]);
	*result = (struct why_result){0};
}
