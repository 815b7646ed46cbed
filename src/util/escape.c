// SPDX-License-Identifier: GPL-2.0-or-later
// Escapes control characters and characters that nobody sees, in the locale's character set.

#include "util/escape.h"

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

/* An unknown locale counts as the C locale, as with setlocale(3). */
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

/*
 * Characters that the C library calls printable, but that no reader sees, so that two names would
 * look alike: the blanks beyond ASCII, what Unicode ignores by default
 * (Default_Ignorable_Code_Point: joiners, variants, tags), and what reverses the direction of
 * writing.
 */
static const struct {
	unsigned int first;
	unsigned int last;
} unseen[] = {
	{0x00a0, 0x00a0},   {0x00ad, 0x00ad}, {0x034f, 0x034f},	  {0x061c, 0x061c},
	{0x115f, 0x1160},   {0x1680, 0x1680}, {0x17b4, 0x17b5},	  {0x180b, 0x180f},
	{0x2000, 0x200f},   {0x2028, 0x202f}, {0x205f, 0x206f},	  {0x2800, 0x2800},
	{0x3000, 0x3000},   {0x3164, 0x3164}, {0xfe00, 0xfe0f},	  {0xfeff, 0xfeff},
	{0xffa0, 0xffa0},   {0xfff0, 0xfffb}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a},
	{0xe0000, 0xe0fff},
};

static bool is_unseen(wchar_t wide)
{
	for (size_t i = 0; i < sizeof(unseen) / sizeof(unseen[0]); i++)
		if ((unsigned int)wide >= unseen[i].first && (unsigned int)wide <= unseen[i].last)
			return true;
	return false;
}

/* Returns the length of the printable character beyond ASCII with which the text begins, or 0. */
static size_t wide_length(const char *text)
{
	locale_t own = uselocale(escape_locale());
	mbstate_t state = {0};
	wchar_t wide;
	size_t length = mbrtowc(&wide, text, strlen(text), &state);

	if (length > MB_CUR_MAX || (length && (!iswprint((wint_t)wide) || is_unseen(wide))))
		length = 0;
	(void)uselocale(own);
	return length;
}

/* Returns the length of the printable character with which the text begins, or 0. */
static size_t printable_length(const char *text)
{
	if (is_ascii_printable((unsigned char)*text))
		return 1;
	return (unsigned char)*text < 0x80 ? 0 : wide_length(text);
}

bool escape_is_shown(const char *text)
{
	while (*text) {
		size_t length = *text == '\n' ? 1 : printable_length(text);

		if (!length)
			return false;
		text += length;
	}
	return true;
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
