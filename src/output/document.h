/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents: what is of use on stdout only as a whole. */
#ifndef TUNADM_OUTPUT_DOCUMENT_H
#define TUNADM_OUTPUT_DOCUMENT_H

#include "model/fault.h"

/*
 * Writes the text and a line end to stdout, after what is in its buffer. A signal that was
 * caught does not cut it short, unless its reader takes nothing for a second.
 */
struct fault *document_print(const char *text) __attribute__((nonnull)) must_check;

#endif
