/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is said of interfaces that udevd was waited for. */
#ifndef TUNADM_COMMANDS_SETTLED_H
#define TUNADM_COMMANDS_SETTLED_H

#include <stddef.h>

#include "output/report.h"

/* The note that an interface has another name than the one that was asked for. */
void note_renamed(const char *operand, const char *name, struct report *report)
	__attribute__((nonnull));

/* The note of `count` interfaces that were completed without udevd, one of which is `name`. */
void note_stalled(const char *name, size_t count, struct report *report)
	__attribute__((nonnull(3)));

#endif
