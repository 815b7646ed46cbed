/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of interfaces as the names of systemd's units hold them. */
#ifndef TUNADM_INPUT_ESCAPED_H
#define TUNADM_INPUT_ESCAPED_H

#include "model/fault.h"

/*
 * Turns the name back, where it is, into what systemd-escape(1) made it of. Every \xNN is a byte;
 * all else stands for itself, the dash too, which systemd takes for a slash: no interface has that
 * in its name, but many a dash. It is a name then, and no pattern.
 */
struct fault *escaped_decode(char *name) __attribute__((nonnull)) must_check;

#endif
