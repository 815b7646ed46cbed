/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What others do to names meanwhile: rename an interface, and create another one of its name. */
#ifndef TUNADM_TESTS_NAMES_H
#define TUNADM_TESTS_NAMES_H

#include <stdbool.h>

#include "links.h"

/* The name of a renamed interface. */
#define NAMES_MOVED "moved0"

/*
 * Renames the link, and with `namesake` creates a bridge of its old name; *then is the state after
 * that. False: there is no link of that name.
 */
bool names_move(const char *name, bool namesake, struct snapshot *then);

#endif
