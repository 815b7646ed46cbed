/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A line of text that grows up to a limit and is then truncated. */
#ifndef EXAMPLES_TEXT_H
#define EXAMPLES_TEXT_H

#include <stddef.h>

struct text {
	size_t len;
	char bytes[512]; /* always ends with a NUL byte */
};

void text_add(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Adds untrusted bytes: everything except printable ASCII becomes a dot, so that it cannot control
 * a terminal.
 */
void text_add_printable(struct text *t, const unsigned char *bytes, size_t count);

#endif
