/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tunctl: what the program does when it is called by that name. */
#ifndef TUNADM_COMMANDS_TUNCTL_H
#define TUNADM_COMMANDS_TUNCTL_H

#include "output/report.h"

/* Does what the command line says. Whatever fails is status 1 to tunctl's callers. */
void tunctl_run(int argc, char *const *argv, struct report *report) __attribute__((nonnull));

#endif
