// SPDX-License-Identifier: GPL-2.0-or-later
// Bytes that are not fit to be printed become \x and two digits.

#include "output/escape.h"

#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#define ESCAPED_SIZE 4 /* \xff */

void escape_use_locale(void)
{
	static bool done;

	if (!done)
		(void)setlocale(LC_CTYPE, "");
	done = true;
}

static bool is_plain(char c)
{
	return c >= ' ' && c <= '~';
}

/* The length of the printable character at the text's beginning, 0 where there is none. */
static size_t printable(const char *text, size_t length)
{
	mbstate_t state = {0};
	wchar_t wide;
	size_t size;

	if (is_plain(*text))
		return 1;
	if ((unsigned char)*text < 0x80)
		return 0;
	escape_use_locale();
	size = mbrtowc(&wide, text, length, &state);
	if (size == 0 || size > length || !iswprint((wint_t)wide))
		return 0;
	return size;
}

void escape_print(FILE *stream, const char *text)
{
	size_t left = strlen(text);

	while (left) {
		size_t size = printable(text, left);

		if (size) {
			(void)fwrite(text, 1, size, stream);
		} else {
			size = 1;
			(void)fprintf(stream, "\\x%02x", (unsigned char)*text);
		}
		text += size;
		left -= size;
	}
}

/*
 * The length of the UTF-8 sequence at the text's beginning, 0 where it is none: RFC 3629, with
 * neither overlong forms nor surrogates nor what is above U+10FFFF. A NUL byte ends a sequence,
 * as it is no continuation.
 */
static size_t utf8_length(const unsigned char *text)
{
	uint32_t code;
	size_t size;

	if (text[0] < 0x80)
		return 1;
	if (text[0] < 0xc2 || text[0] > 0xf4)
		return 0;
	size = text[0] < 0xe0 ? 2 : text[0] < 0xf0 ? 3 : 4;
	code = text[0] & (0x7fu >> size);
	for (size_t i = 1; i < size; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (text[i] & 0x3f);
	}
	if ((size == 3 && code < 0x800) || (size == 4 && code < 0x10000) || code > 0x10ffff ||
	    (code >= 0xd800 && code <= 0xdfff))
		return 0;
	return size;
}

char *escape_utf8(const char *text)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *from = (const unsigned char *)text;
	char *copy = malloc(strlen(text) * ESCAPED_SIZE + 1);
	char *to = copy;

	if (!copy)
		return NULL;
	while (*from) {
		size_t size = utf8_length(from);

		if (size) {
			memcpy(to, from, size);
			to += size;
			from += size;
			continue;
		}
		*to++ = '\\';
		*to++ = 'x';
		*to++ = digits[*from >> 4];
		*to++ = digits[*from & 0xf];
		from++;
	}
	*to = '\0';
	return copy;
}
