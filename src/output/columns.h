/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The columns of the table that `show` prints: what they are called and what stands in them. */
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
 * Reads "NAME,mtu", without regard to case. Status 2 for a column that there is not, with those
 * that there are. With NULL the columns are the usual ones, with `processes` that one too.
 */
struct fault *columns_parse(const char *text, bool processes, struct column_list *columns)
	__attribute__((nonnull(3))) must_check;
void columns_clear(struct column_list *columns) __attribute__((nonnull));

#define auto_columns __attribute__((cleanup(columns_clear)))

/* What has to be looked at for them: LISTING_* bits. */
unsigned int columns_need(const struct column_list *columns) __attribute__((nonnull, pure));

/* Prints all columns that there are to stdout, a line each. */
void columns_print_help(void);

#endif
