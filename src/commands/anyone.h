/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The note on --anyone, where the kernel lets nobody in. */
#ifndef TUNADM_COMMANDS_ANYONE_H
#define TUNADM_COMMANDS_ANYONE_H

#include <stddef.h>

#include "output/report.h"

/*
 * Says of interfaces that were made with --anyone, if there are any and this kernel lets only
 * CAP_NET_ADMIN attach to such, that it does. The name is the first one's, or NULL: they were asked
 * for on the command line.
 */
void note_anyone(const char *name, size_t count, struct report *report) __attribute__((nonnull(3)));

#endif
