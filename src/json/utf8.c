// SPDX-License-Identifier: GPL-2.0-or-later
// Replaces bytes that are not UTF-8.

#include "json/utf8.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

static bool is_between(unsigned char c, unsigned char low, unsigned char high)
{
	return c >= low && c <= high;
}

/*
 * The length of the character at the beginning of the text, or 0, by the table in RFC 3629, section
 * 4.
 */
static size_t character_length(const unsigned char *text)
{
	unsigned char low = 0x80;
	unsigned char high = 0xbf;
	size_t length;

	if (text[0] < 0x80)
		return 1;
	if (is_between(text[0], 0xc2, 0xdf))
		length = 2;
	else if (is_between(text[0], 0xe0, 0xef))
		length = 3;
	else if (is_between(text[0], 0xf0, 0xf4))
		length = 4;
	else
		return 0;
	switch (text[0]) {
	case 0xe0: low = 0xa0; break;
	case 0xed: high = 0x9f; break;
	case 0xf0: low = 0x90; break;
	case 0xf4: high = 0x8f; break;
	default: break;
	}
	if (!is_between(text[1], low, high))
		return 0;
	for (size_t i = 2; i < length; i++)
		if (!is_between(text[i], 0x80, 0xbf))
			return 0;
	return length;
}

bool utf8_is_valid(const char *text)
{
	while (*text) {
		size_t length = character_length((const unsigned char *)text);

		if (!length)
			return false;
		text += length;
	}
	return true;
}

char *utf8_repair(const char *text)
{
	char *repaired = malloc(strlen(text) * strlen(REPLACEMENT) + 1);
	char *to = repaired;

	if (!repaired)
		return NULL;
	while (*text) {
		size_t length = character_length((const unsigned char *)text);

		if (length)
			to = mempcpy(to, text, length);
		else
			to = mempcpy(to, REPLACEMENT, strlen(REPLACEMENT));
		text += length ? length : 1;
	}
	*to = '\0';
	return repaired;
}
