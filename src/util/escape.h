/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text that is safe to show: names may hold whatever bytes their maker liked. */
#ifndef TUNADM_UTIL_ESCAPE_H
#define TUNADM_UTIL_ESCAPE_H

#include <locale.h>
#include <stdbool.h>

/* Whether every byte is a printable one of ASCII, so that there is nothing to escape. */
bool escape_is_plain(const char *text) __attribute__((nonnull, pure));

/* Whether a terminal shows all of the lines as they are: there is nothing to escape in them. */
bool escape_is_shown(const char *text) __attribute__((nonnull));

/*
 * A malloced copy, NULL without memory, in which every byte that a terminal could take for a
 * command, or that is part of a character which nobody sees or which turns the writing around
 * (U+200B, U+202E), is written as \xNN. What is printable in the user's locale stays (locale(7)).
 */
char *escape_controls(const char *text) __attribute__((nonnull, malloc, warn_unused_result));

/*
 * A name to print on stdout, malloced, NULL without memory: for a terminal as above, for a program
 * that reads it just as it is.
 */
char *escape_for_stdout(const char *name) __attribute__((nonnull, malloc, warn_unused_result));

/*
 * The user's character set for uselocale(3), around what shows text to him: the program's own
 * locale stays the C one. Loading it costs more than the rest of most messages, so it is loaded at
 * the first need.
 */
locale_t escape_locale(void);

#endif
