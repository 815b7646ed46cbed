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

/* An unknown locale is taken for the C one, as by setlocale(3). */
locale_t escape_locale(void)
{
	static locale_t users;

	if (!users)
		users = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
	return users ? users : LC_GLOBAL_LOCALE;
}

static bool is_ascii_printable(unsigned char c)
{
	return c >= 0x20 && c < 0x7f;
}

bool escape_is_plain(const char *text)
{
	while (is_ascii_printable((unsigned char)*text))
		text++;
	return !*text;
}

/* The length of a printable character beyond ASCII at the text's beginning, or 0. */
static size_t wide_length(const char *text)
{
	locale_t own = uselocale(escape_locale());
	mbstate_t state = {0};
	wchar_t wide;
	size_t length = mbrtowc(&wide, text, strlen(text), &state);

	if (length > MB_CUR_MAX || (length && !iswprint((wint_t)wide)))
		length = 0;
	(void)uselocale(own);
	return length;
}

/* The length of a printable character at the text's beginning, or 0. */
static size_t printable_length(const char *text)
{
	if (is_ascii_printable((unsigned char)*text))
		return 1;
	return (unsigned char)*text < 0x80 ? 0 : wide_length(text);
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
