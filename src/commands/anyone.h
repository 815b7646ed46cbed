/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The note on --anyone, if the kernel lets nobody in. */
#ifndef TUNADM_COMMANDS_ANYONE_H
#define TUNADM_COMMANDS_ANYONE_H

#include <stddef.h>

#include "output/report.h"

/*
 * Prints a note on interfaces created with --anyone, if there are any and this kernel lets only
 * CAP_NET_ADMIN attach to them. The name is that of the first, or NULL if they were created by a
 * command line.
 */
void note_anyone(const char *name, size_t count, struct report *report) __attribute__((nonnull(3)));

#endif
