/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The state of the kernel at the start of a scenario. */
#ifndef TUNADM_TESTS_SCENE_H
#define TUNADM_TESTS_SCENE_H

#include <stdbool.h>

#include "scenarios.h"

/*
 * Enters a new network namespace with what the scenario needs. *holder is the descriptor from the
 * previous call, or -1; it becomes that of the program that is attached in this namespace.
 */
void scene_make(const struct scenario *scenario, int *holder);

/* Whether the kernel supports the scenario, tried in a network namespace of its own. */
bool scene_is_possible(const struct scenario *scenario);

#endif
