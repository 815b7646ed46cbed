/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each option does with its argument. */
#ifndef TUNADM_INPUT_OPTION_VALUES_H
#define TUNADM_INPUT_OPTION_VALUES_H

#include "input/invocation.h"
#include "model/fault.h"

/* Takes one option, checked, into the invocation; argument is NULL where it has none. */
struct fault *option_take(struct invocation *invocation, enum option_id option,
			  const char *argument) __attribute__((nonnull(1))) must_check;

#endif
