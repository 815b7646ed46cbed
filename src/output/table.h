/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A listing as a table for people, by libsmartcols. */
#ifndef TUNADM_OUTPUT_TABLE_H
#define TUNADM_OUTPUT_TABLE_H

#include <stdbool.h>

#include "model/fault.h"
#include "output/columns.h"
#include "property/listing.h"

/*
 * Prints a line of headings and one for each device to stdout, or nothing if there is no device. On
 * a terminal, columns are fitted to its width; otherwise they are as wide as necessary. Control
 * characters are escaped.
 */
struct fault *table_print(struct listing *listing, const struct column_list *columns, bool headings)
	__attribute__((nonnull)) must_check;

#endif
