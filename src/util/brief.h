/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A word that somebody typed, as much of it as a message needs to name it. */
#ifndef TUNADM_UTIL_BRIEF_H
#define TUNADM_UTIL_BRIEF_H

#include <stddef.h>
#include <string.h>

#define BRIEF_MARK "..."

/* How much of a text fits into `size` bytes with the mark and the NUL byte; whole characters. */
static inline __attribute__((nonnull, pure)) size_t brief_length(const char *text, size_t size)
{
	size_t length = strnlen(text, size);

	if (length < size)
		return length;
	length = size - sizeof(BRIEF_MARK);
	/* Not within a character of UTF-8. */
	while (length && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	return length;
}

/* Longer than any name and any sensible value. */
struct brief {
	char text[160];
};

/*
 * The text itself, or its beginning and "...": a word from a file can have megabytes. To be used
 * within the expression that makes it, as in fault_new(..., "... '%s'", brief(word).text).
 */
static inline __attribute__((nonnull)) struct brief brief(const char *text)
{
	struct brief cut;
	size_t length = brief_length(text, sizeof(cut.text));

	memcpy(cut.text, text, length);
	memcpy(cut.text + length, text[length] ? BRIEF_MARK : "",
	       text[length] ? sizeof(BRIEF_MARK) : 1);
	return cut;
}

#endif
