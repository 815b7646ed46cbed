// SPDX-License-Identifier: GPL-2.0-or-later
// The note that udevd may still change what was made.

#include "commands/stalled.h"

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
