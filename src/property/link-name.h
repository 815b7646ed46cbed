/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the name of an interface may be; a fault (status 2) says what is allowed. */
#ifndef TUNADM_PROPERTY_LINK_NAME_H
#define TUNADM_PROPERTY_LINK_NAME_H

#include <stdbool.h>

#include "model/fault.h"

/*
 * The name of a new interface: 1 to 15 bytes, no slash, colon or white space, not ., .., "all" or
 * "default", not beginning with -, and at most one %d, which the kernel replaces by a number
 * (net/core/dev.c: dev_valid_name, __dev_alloc_name).
 */
struct fault *value_new_name(const char *text) __attribute__((nonnull)) must_check;

/* The same without a %d. */
struct fault *value_link_name(const char *text) __attribute__((nonnull)) must_check;

/* The name of a link that somebody else has made, as an option's value: it may begin with -. */
struct fault *value_master_name(const char *text) __attribute__((nonnull)) must_check;

/* An operand for an existing interface: also an alternative name (127 bytes) or a pattern. */
struct fault *value_name(const char *text) __attribute__((nonnull)) must_check;

/*
 * Whether it contains a control character, of ASCII or, in UTF-8, U+0080 to U+009F: a terminal may
 * act on either, and a line of a table cannot contain the former.
 */
bool value_has_control(const char *text) __attribute__((nonnull, pure));

/* include/linux/netdevice.h: ALTIFNAMSIZ, the size of an alternative name with its NUL byte. */
#define ALTNAME_SIZE 128u

/*
 * A new alternative name: valid UTF-8 of 1 to 127 bytes, without blanks, control characters, / and
 * pattern characters. For one to be removed, everything that the kernel accepts is allowed.
 */
struct fault *value_new_altname(const char *text) __attribute__((nonnull)) must_check;
struct fault *value_old_altname(const char *text) __attribute__((nonnull)) must_check;

#endif
