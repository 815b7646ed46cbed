/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An end that is not main's: popt calls exit(3) where it has no memory. */
#ifndef TUNADM_OUTPUT_ABRUPT_H
#define TUNADM_OUTPUT_ABRUPT_H

#include <stdbool.h>

/*
 * From here on, exit(3) says that memory ran out, in a message of the program of that name and,
 * with json, by an empty document: nothing has been done then.
 */
void abrupt_expect(const char *program, bool json) __attribute__((nonnull));

/* What comes now is main's own end. */
void abrupt_over(void);

#endif
