/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Interface names in the form used in the names of systemd units. */
#ifndef TUNADM_INPUT_ESCAPED_H
#define TUNADM_INPUT_ESCAPED_H

#include "model/fault.h"

/*
 * Decodes the name in place to what systemd-escape(1) was given. Every \xNN is a byte; everything
 * else stands for itself, including a dash, which systemd decodes to a slash: interface names
 * cannot contain a slash, but many contain a dash. The result is a name, not a pattern.
 */
struct fault *escaped_decode(char *name) __attribute__((nonnull)) must_check;

#endif
