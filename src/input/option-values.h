/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stores the argument of each option. */
#ifndef TUNADM_INPUT_OPTION_VALUES_H
#define TUNADM_INPUT_OPTION_VALUES_H

#include "input/invocation.h"
#include "model/fault.h"

/* Checks one option and stores it in the invocation; argument is NULL if it has none. */
struct fault *option_take(struct invocation *invocation, enum option_id option,
			  const char *argument) __attribute__((nonnull(1))) must_check;

#endif
