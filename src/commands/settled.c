// SPDX-License-Identifier: GPL-2.0-or-later
// Notes on what udevd has changed or may still change.

#include "commands/settled.h"

void note_renamed(const struct engine *engine, const char *operand, const char *name,
		  struct report *report)
{
	if (engine->udev)
		report_note(report, "%s: udevd has renamed it to %s", operand, name);
	else
		report_note(report, "%s: it has been renamed to %s meanwhile", operand, name);
}

void note_stalled(const char *name, size_t count, struct report *report)
{
	if (count == 1)
		report_note(report,
			    "%s: udevd has made no progress for 5 s, and may still change it",
			    name);
	else if (count)
		report_note(report,
			    "%s and %zu more: udevd has made no progress for 5 s, and may still "
			    "change them",
			    name, count - 1);
}
