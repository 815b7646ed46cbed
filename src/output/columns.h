/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The columns of the table that `show` prints: their names and contents. */
#ifndef TUNADM_OUTPUT_COLUMNS_H
#define TUNADM_OUTPUT_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/fault.h"
#include "property/listing.h"

/* Columns in the order in which they are printed. */
struct column_list {
	const struct column **items;
	size_t count;
};

/*
 * Parses "NAME,mtu", ignoring case. Status 2 for an unknown column, with those that exist. For NULL
 * the columns are the default ones, and with `processes` that one too.
 */
struct fault *columns_parse(const char *text, bool processes, struct column_list *columns)
	__attribute__((nonnull(3))) must_check;
void columns_clear(struct column_list *columns) __attribute__((nonnull));

#define auto_columns __attribute__((cleanup(columns_clear)))

/* What must be looked up for them: LISTING_* bits. */
unsigned int columns_need(const struct column_list *columns) __attribute__((nonnull, pure));

/* Prints all columns to stdout, one per line. */
void columns_print_help(void);

#endif
