/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An exit that main() does not control: popt calls exit(3) when it has no memory. */
#ifndef TUNADM_OUTPUT_ABRUPT_H
#define TUNADM_OUTPUT_ABRUPT_H

#include <stdbool.h>

/*
 * After this call, exit(3) reports that memory ran out, in a message of this program and, with
 * json, by an empty document: nothing has been done then.
 */
void abrupt_expect(const char *program, bool json) __attribute__((nonnull));

/* After this call, exit(3) is main's own. */
void abrupt_over(void);

#endif
