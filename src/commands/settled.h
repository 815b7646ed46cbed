/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Notes on interfaces for which udevd was awaited. */
#ifndef TUNADM_COMMANDS_SETTLED_H
#define TUNADM_COMMANDS_SETTLED_H

#include <stddef.h>

#include "kernel/engine.h"
#include "output/report.h"

/* The note that an interface has another name than requested. */
void note_renamed(const struct engine *engine, const char *operand, const char *name,
		  struct report *report) __attribute__((nonnull));

/*
 * The note on `count` interfaces that were completed without waiting for udevd; `name` is one of
 * them.
 */
void note_stalled(const char *name, size_t count, struct report *report)
	__attribute__((nonnull(3)));

#endif
