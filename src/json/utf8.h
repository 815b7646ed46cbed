/* SPDX-License-Identifier: GPL-2.0-or-later */
/* UTF-8, the encoding of JSON; names in the kernel are arbitrary bytes. */
#ifndef TUNADM_JSON_UTF8_H
#define TUNADM_JSON_UTF8_H

#include <stdbool.h>

/*
 * Whether all of the text is UTF-8 (RFC 3629: no overlong form, no surrogate, nothing above
 * U+10FFFF).
 */
bool utf8_is_valid(const char *text) __attribute__((nonnull, pure));

/*
 * A malloced copy, or NULL without memory, with U+FFFD in place of each byte that is not part of a
 * character.
 */
char *utf8_repair(const char *text) __attribute__((nonnull, malloc, warn_unused_result));

#endif
