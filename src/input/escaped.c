// SPDX-License-Identifier: GPL-2.0-or-later
// Decodes \xNN; any other use of a backslash is a fault.

#include "input/escaped.h"

#include <stdbool.h>
#include <string.h>

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte for which the escape at the beginning of the text stands, or -1. */
static int byte_of(const char *text)
{
	int high;
	int low;

	if (text[1] != 'x')
		return -1;
	high = digit(text[2]);
	low = high < 0 ? -1 : digit(text[3]);
	return low < 0 ? -1 : high * 16 + low;
}

struct fault *escaped_decode(char *name)
{
	char *to = name;

	for (const char *at = strchr(name, '\\'); at; at = strchr(at + 1, '\\'))
		if (byte_of(at) <= 0)
			return fault_new(STATUS_USAGE, "a backslash begins \\xNN, as "
						       "systemd-escape writes it");
	for (const char *from = name; *from; to++) {
		bool escaped = *from == '\\';

		*to = escaped ? (char)byte_of(from) : *from;
		from += escaped ? 4 : 1;
	}
	*to = '\0';
	return NULL;
}
