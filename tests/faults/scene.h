/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The state of the kernel that a scenario begins with. */
#ifndef TUNADM_TESTS_SCENE_H
#define TUNADM_TESTS_SCENE_H

#include <stdbool.h>

#include "scenarios.h"

/*
 * Enters a new network namespace with what the scenario needs. *holder is the descriptor of the one
 * before, or -1, and then that of the program that is attached in this one.
 */
void scene_make(const struct scenario *scenario, int *holder);

/* Whether the kernel has what the scenario is about, tried in a network namespace of its own. */
bool scene_is_possible(const struct scenario *scenario);

#endif
