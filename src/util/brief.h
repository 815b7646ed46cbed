/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The beginning of a long word, for a message that names it. */
#ifndef TUNADM_UTIL_BRIEF_H
#define TUNADM_UTIL_BRIEF_H

#include <stddef.h>
#include <string.h>

#define BRIEF_MARK "..."

/*
 * Returns how many bytes of the text to keep so that they, the mark and the NUL byte fit into
 * `size` bytes. No character is cut in two.
 */
static inline __attribute__((nonnull, pure)) size_t brief_length(const char *text, size_t size)
{
	size_t length = strnlen(text, size);

	if (length < size)
		return length;
	length = size - sizeof(BRIEF_MARK);
	/* Do not cut within a UTF-8 character. */
	while (length && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	return length;
}

/* Longer than any name and any sensible value. */
struct brief {
	char text[160];
};

/*
 * Returns the text, or its beginning and "..." if it is long: a word in a file can have megabytes.
 * Use the result within the same expression, as in fault_new(..., "... '%s'", brief(word).text).
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
