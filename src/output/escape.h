/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Escaping: text of unknown origin, made harmless for those who read it. */
#ifndef TUNADM_OUTPUT_ESCAPE_H
#define TUNADM_OUTPUT_ESCAPE_H

#include <stdbool.h>
#include <stdio.h>

/*
 * Takes the character set from the environment (LC_CTYPE and nothing else), once. It is put off
 * until something is printed that depends on it, as it costs more than the rest of start-up.
 */
void escape_use_locale(void);

/*
 * Prints the text for a terminal: bytes that it could take as commands, and those that are no
 * printable character of the locale, come out as \x1b. Text that is plain ASCII needs no locale.
 */
void escape_print(FILE *stream, const char *text) __attribute__((nonnull));

/*
 * A copy in which each byte that is not part of valid UTF-8 comes out as \xff; the caller frees
 * it. NULL without memory.
 */
char *escape_utf8(const char *text) __attribute__((nonnull, warn_unused_result));

#endif
