/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tunctl: what the program does when it is called by that name or a related one. */
#ifndef TUNADM_COMMANDS_TUNCTL_H
#define TUNADM_COMMANDS_TUNCTL_H

#include "input/tunctl.h"
#include "output/report.h"

/* Does what the command line says. Every failure is status 1 for tunctl's callers. */
void tunctl_run(const struct tunctl_program *program, int argc, char *const *argv,
		struct report *report) __attribute__((nonnull));

#endif
