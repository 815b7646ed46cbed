/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of a table: continuation, comments and quotes, before any word is understood. */
#ifndef TUNADM_INPUT_TUNTAB_LINES_H
#define TUNADM_INPUT_TUNTAB_LINES_H

#include <stddef.h>

#include "model/fault.h"

/*
 * Takes one entry: the line where it begins, its words, and NULL or the fault for which it has no
 * more of them than those before what is wrong. The words are gone with the next entry. A fault it
 * returns ends the reading.
 */
typedef struct fault *tuntab_line_fn(void *data, unsigned int line, char *const *words,
				     size_t count, struct fault *broken);

/*
 * Reads fd to its end and hands over each entry that is not empty. Words are quoted and comments
 * begun as in a shell, but nothing is expanded and no quote reaches beyond its line; a backslash
 * before the end of a line joins the next to it, though not in a comment. A byte order mark of
 * UTF-8 before an entry is passed over. Status 1: fd cannot be read, or holds more than a table
 * ever would; 2: it is UTF-16 or UTF-32.
 */
struct fault *tuntab_lines(int fd, tuntab_line_fn *take, void *data)
	__attribute__((nonnull(2, 3))) must_check;

#endif
