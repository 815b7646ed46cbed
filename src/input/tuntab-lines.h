/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of a table: continuation, comments and quotes, before words are interpreted. */
#ifndef TUNADM_INPUT_TUNTAB_LINES_H
#define TUNADM_INPUT_TUNTAB_LINES_H

#include <stddef.h>

#include "model/fault.h"

/*
 * Takes one entry: the line where it begins, its words, and NULL or a fault; with a fault, only the
 * words before the error are given. The words are valid until the next entry. If the function
 * returns a fault, reading ends with it.
 */
typedef struct fault *tuntab_line_fn(void *data, unsigned int line, char *const *words,
				     size_t count, struct fault *broken);

/*
 * Reads fd to its end and passes on each entry that is not empty. Words are quoted and comments
 * begin as in a shell, but nothing is expanded and a quote must end on its line. A backslash before
 * the end of a line joins the next line, but not in a comment. A UTF-8 byte order mark before an
 * entry is skipped. Status 1: fd cannot be read, or is larger than any table; 2: it is UTF-16 or
 * UTF-32.
 */
struct fault *tuntab_lines(int fd, tuntab_line_fn *take, void *data)
	__attribute__((nonnull(2, 3))) must_check;

#endif
