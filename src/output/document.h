/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents: output that is useful only if it is complete. */
#ifndef TUNADM_OUTPUT_DOCUMENT_H
#define TUNADM_OUTPUT_DOCUMENT_H

#include "model/fault.h"

/*
 * Writes the text and a newline to stdout, after the contents of its buffer. A signal that was
 * caught does not truncate it, unless the reader reads nothing for a second.
 */
struct fault *document_print(const char *text) __attribute__((nonnull)) must_check;

#endif
