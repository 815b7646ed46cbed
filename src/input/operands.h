/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The operands that popt found. */
#ifndef TUNADM_INPUT_OPERANDS_H
#define TUNADM_INPUT_OPERANDS_H

#include <popt.h>
#include <stddef.h>

#include "model/fault.h"

/*
 * Returns the *count operands after popt has reached the end of the options; the context owns them.
 * popt returns NULL both if there are none and if there is no memory; this function tells the two
 * apart.
 */
struct fault *operands_find(poptContext context, const char ***operands, size_t *count)
	__attribute__((nonnull)) must_check;

#endif
