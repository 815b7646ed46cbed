// SPDX-License-Identifier: GPL-2.0-or-later
// Escaping of control characters, in the character set of the locale.

#include "output/escape.h"

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

/* Loading a locale costs more than the rest of most messages: only who needs it pays. */
void escape_use_locale(void)
{
	static bool loaded;

	if (!loaded)
		(void)setlocale(LC_CTYPE, "");
	loaded = true;
}

static bool is_ascii_printable(unsigned char c)
{
	return c >= 0x20 && c < 0x7f;
}

/* The length of a printable multibyte character at the text's beginning, or 0. */
static size_t printable_length(const char *text)
{
	mbstate_t state = {0};
	wchar_t wide;
	size_t length;

	if (is_ascii_printable((unsigned char)*text))
		return 1;
	if ((unsigned char)*text < 0x80)
		return 0;
	escape_use_locale();
	length = mbrtowc(&wide, text, strlen(text), &state);
	if (length == 0 || length > MB_CUR_MAX || !iswprint((wint_t)wide))
		return 0;
	return length;
}

char *escape_controls(const char *text)
{
	static const char digits[] = "0123456789abcdef";
	char *safe = malloc(strlen(text) * 4 + 1);
	char *to = safe;

	if (!safe)
		return NULL;
	while (*text) {
		size_t length = printable_length(text);

		if (length) {
			memcpy(to, text, length);
			to += length;
			text += length;
			continue;
		}
		*to++ = '\\';
		*to++ = 'x';
		*to++ = digits[(unsigned char)*text >> 4];
		*to++ = digits[*text & 15];
		text++;
	}
	*to = '\0';
	return safe;
}

char *escape_for_stdout(const char *name)
{
	return isatty(STDOUT_FILENO) ? escape_controls(name) : strdup(name);
}
