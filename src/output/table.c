// SPDX-License-Identifier: GPL-2.0-or-later
// Passes cells to libsmartcols, which aligns them.

#include "output/table.h"

#include <libsmartcols.h>
#include <stdlib.h>

#include "util/escape.h"
#include "util/cleanup.h"
#include "util/library.h"
#include "util/text-stream.h"

/* clang-format off */
#define SMARTCOLS_FUNCTIONS(each) \
	each(scols_new_table) \
	each(scols_unref_table) \
	each(scols_table_enable_noencoding) \
	each(scols_table_enable_noheadings) \
	each(scols_table_new_column) \
	each(scols_table_new_line) \
	each(scols_line_refer_data) \
	each(scols_print_table)
/* clang-format on */

static struct {
	SMARTCOLS_FUNCTIONS(LIBRARY_FUNCTION)
} api;

LIBRARY_NOTE("table", "lists of interfaces as a table", "required", SMARTCOLS_SONAME);

static struct fault *load_smartcols(void)
{
	static const struct library_symbol symbols[] = {SMARTCOLS_FUNCTIONS(LIBRARY_SYMBOL)};

	const size_t count = sizeof(symbols) / sizeof(symbols[0]);
	const char *why = library_load(SMARTCOLS_SONAME, symbols, count);

	if (!why)
		return NULL;
	return fault_wrap(fault_new(STATUS_FAILED, "%s", why), SMARTCOLS_SONAME, "cannot load");
}

/* A cell's text, malloced and safe to print; NULL without memory. */
static char *cell_text(const struct column *column, const struct device *device,
		       struct listing *listing)
{
	auto_free char *text = NULL;
	struct text_stream cell = {0};

	if (!text_open(&cell))
		return NULL;
	column->print(cell.file, device, listing);
	text = text_close(&cell);
	return text ? escape_controls(text) : NULL;
}

static int fill_line(struct libscols_line *line, const struct column_list *columns,
		     const struct device *device, struct listing *listing)
{
	for (size_t i = 0; i < columns->count; i++) {
		char *text = cell_text(columns->items[i], device, listing);

		/* The line owns the text afterwards. */
		if (!text || api.scols_line_refer_data(line, i, text) != 0) {
			free(text);
			return -1;
		}
	}
	return 0;
}

/* A heading that is not printed would still widen its column, so it is left empty. */
static int fill_lines(struct libscols_table *table, const struct column_list *columns,
		      bool headings, struct listing *listing)
{
	const struct device_list *devices = listing->devices;

	for (size_t i = 0; i < columns->count; i++) {
		const struct column *column = columns->items[i];

		if (!api.scols_table_new_column(table, headings ? column->name : NULL, 0,
						column->number ? SCOLS_FL_RIGHT : 0))
			return -1;
	}
	for (size_t i = 0; i < devices->count; i++) {
		struct libscols_line *line = api.scols_table_new_line(table, NULL);

		if (!line || fill_line(line, columns, &devices->items[i], listing) < 0)
			return -1;
	}
	return 0;
}

struct fault *table_print(struct listing *listing, const struct column_list *columns, bool headings)
{
	struct libscols_table *table;
	struct fault *fault;
	locale_t own;
	int error = -1;

	if (listing->devices->count == 0)
		return NULL;
	fault = load_smartcols();
	if (fault)
		return fault;
	/* libsmartcols measures width in the characters of the locale. */
	own = uselocale(escape_locale());
	table = api.scols_new_table();
	if (table) {
		/* The text is escaped already. */
		error = api.scols_table_enable_noencoding(table, true);
		if (!error)
			error = api.scols_table_enable_noheadings(table, !headings);
		if (!error)
			error = fill_lines(table, columns, headings, listing);
		if (listing->users.no_memory || listing->groups.no_memory)
			error = -1;
		if (!error)
			error = api.scols_print_table(table);
	}
	api.scols_unref_table(table);
	(void)uselocale(own);
	return error ? fault_memory() : NULL;
}
