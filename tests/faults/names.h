/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What others do to names meanwhile: an interface renamed, and another in its place. */
#ifndef TUNADM_TESTS_NAMES_H
#define TUNADM_TESTS_NAMES_H

#include <stdbool.h>

#include "links.h"

/* What an interface is called once it is renamed. */
#define NAMES_MOVED "moved0"

/*
 * Renames the link, and with namesake makes a bridge of its name; *then is what there is after
 * that. False: there is no link of that name.
 */
bool names_move(const char *name, bool namesake, struct snapshot *then);

#endif
