/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is said of interfaces with which udevd was not done. */
#ifndef TUNADM_COMMANDS_STALLED_H
#define TUNADM_COMMANDS_STALLED_H

#include <stddef.h>

#include "output/report.h"

/* The note of `count` interfaces that were completed without udevd, one of which is `name`. */
void note_stalled(const char *name, size_t count, struct report *report)
	__attribute__((nonnull(3)));

#endif
