// SPDX-License-Identifier: GPL-2.0-or-later
// A line of text that grows up to a limit and is then truncated.
#include "text.h"

#include <stdarg.h>
#include <stdio.h>

void text_add(struct text *t, const char *format, ...)
{
	size_t room = sizeof(t->bytes) - t->len;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(t->bytes + t->len, room, format, args);
	va_end(args);
	if (n < 0)
		t->bytes[t->len] = '\0';
	else
		t->len += (size_t)n < room ? (size_t)n : room - 1;
}

void text_add_printable(struct text *t, const unsigned char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		/* Not isprint(), which depends on the locale. */
		char c = bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char)bytes[i] : '.';

		text_add(t, "%c", c);
	}
}
