/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text that is safe to show: a name may hold any bytes that its creator chose. */
#ifndef TUNADM_UTIL_ESCAPE_H
#define TUNADM_UTIL_ESCAPE_H

#include <locale.h>
#include <stdbool.h>

/* Whether every byte is printable ASCII, so that there is nothing to escape. */
bool escape_is_plain(const char *text) __attribute__((nonnull, pure));

/* Whether a terminal shows all lines as they are, so that there is nothing to escape. */
bool escape_is_shown(const char *text) __attribute__((nonnull));

/*
 * Returns a malloced copy, or NULL without memory. It writes a byte as \xNN if a terminal could
 * take it for a command, or if it belongs to a character that nobody sees or that reverses the
 * direction of writing (U+200B, U+202E). What is printable in the user's locale stays (locale(7)).
 */
char *escape_controls(const char *text) __attribute__((nonnull, malloc, warn_unused_result));

/*
 * Returns a name to print on stdout, malloced, or NULL without memory: escaped as above for a
 * terminal, unchanged for a program that reads it.
 */
char *escape_for_stdout(const char *name) __attribute__((nonnull, malloc, warn_unused_result));

/*
 * The user's character set, for uselocale(3) around code that shows text to the user. The program's
 * own locale stays the C locale. Loading the user's costs more than the rest of most messages, so
 * it happens at the first need.
 */
locale_t escape_locale(void);

#endif
