// SPDX-License-Identifier: GPL-2.0-or-later
// Output that is still due when a library ends the program.

#include "output/abrupt.h"

#include <stdio.h>

static const char *expected_by;
static bool expects_json;

/* Of the program itself: atexit(3) would be the only code at the end of the program's text. */
static __attribute__((destructor)) void on_exit_call(void)
{
	if (!expected_by)
		return;
	(void)fprintf(stderr, "%s: out of memory\n", expected_by);
	if (expects_json)
		(void)puts("[]");
}

void abrupt_expect(const char *program, bool json)
{
	expected_by = program;
	expects_json = json;
}

void abrupt_over(void)
{
	expected_by = NULL;
}
