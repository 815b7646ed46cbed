/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text that is safe to show: names may hold whatever bytes their maker liked. */
#ifndef TUNADM_OUTPUT_ESCAPE_H
#define TUNADM_OUTPUT_ESCAPE_H

/*
 * A malloced copy, NULL without memory, in which every byte that a terminal could take for a
 * command is written as \xNN. What is printable in the user's locale stays (locale(7)).
 */
char *escape_controls(const char *text) __attribute__((nonnull, malloc, warn_unused_result));

/*
 * A name to print on stdout, malloced, NULL without memory: for a terminal as above, for a program
 * that reads it just as it is.
 */
char *escape_for_stdout(const char *name) __attribute__((nonnull, malloc, warn_unused_result));

/* Uses the user's character set from now on, as escape_controls() does where it matters. */
void escape_use_locale(void);

#endif
