/* SPDX-License-Identifier: GPL-2.0-or-later */
/* UTF-8, the only encoding that JSON knows; the kernel's names are bytes. */
#ifndef TUNADM_OUTPUT_UTF8_H
#define TUNADM_OUTPUT_UTF8_H

/*
 * A malloced copy, NULL without memory, in which U+FFFD stands for every byte that is not part of a
 * character: overlong forms, surrogates and what lies beyond U+10FFFF are none (RFC 3629).
 */
char *utf8_repair(const char *text) __attribute__((nonnull, malloc, warn_unused_result));

#endif
