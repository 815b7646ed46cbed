/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of a table: continuation and comments, before any word is read. */
#ifndef TUNADM_INPUT_TUNTAB_LINES_H
#define TUNADM_INPUT_TUNTAB_LINES_H

#include "model/fault.h"

/*
 * Takes one entry: where it begins, and its text without comment or continuation, or the fault
 * for which it has none. A fault it returns ends the reading.
 */
typedef struct fault *tuntab_line_fn(void *data, const char *path, unsigned int line,
				     const char *text, struct fault *broken);

/*
 * Reads fd to its end and hands over each entry that is not empty. As in a shell, # begins a
 * comment at the start of a word, and a backslash before the end of a line joins the next to it,
 * though not in a comment. Status 1: fd cannot be read, or holds more than a table ever would.
 */
struct fault *tuntab_lines(int fd, const char *path, tuntab_line_fn *take, void *data)
	__attribute__((nonnull(2, 3))) must_check;

#endif
