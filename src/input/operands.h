/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The operands that popt has found. */
#ifndef TUNADM_INPUT_OPERANDS_H
#define TUNADM_INPUT_OPERANDS_H

#include <popt.h>
#include <stddef.h>

#include "model/fault.h"

/*
 * The *count operands, after popt has come to the end of the options; they are the context's. popt
 * answers NULL both for no operand and for no memory: this tells the two apart.
 */
struct fault *operands_find(poptContext context, const char ***operands, size_t *count)
	__attribute__((nonnull)) must_check;

#endif
