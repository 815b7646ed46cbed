// SPDX-License-Identifier: GPL-2.0-or-later
// The columns: those of each property, and those that belong to no property.

#include "output/columns.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "interface/attached.h"
#include "output/link-words.h"
#include "property/properties.h"
#include "util/cleanup.h"
#include "util/text-stream.h"

static void print_name(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	(void)fputs(device->name, cell);
}

static void print_state(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	for (const char *c = link_operstate(device->operstate); *c; c++)
		(void)fputc(tolower((unsigned char)*c), cell);
}

/*
 * For a single queue the kernel only reports whether the link has a carrier. Without a carrier a
 * program may still be attached, which only a look at the processes tells.
 */
static void print_single_queue(FILE *cell, const struct device *device,
			       const struct holder_list *holders)
{
	enum attached attached = holders ? attached_by_holders(device, holders)
					 : attached_by_link(device);

	if (attached == ATTACHED_UNKNOWN)
		(void)fputc('?', cell);
	else
		(void)fputc(attached == ATTACHED_YES ? '1' : '0', cell);
}

static void print_queues(FILE *cell, const struct device *device, struct listing *listing)
{
	if (!(device->has & DEVICE_HAS_QUEUES)) {
		print_single_queue(cell, device, listing->holders);
		return;
	}
	(void)fprintf(cell, "%u", device->numqueues);
	if (device->numdisabled)
		(void)fprintf(cell, "+%u", device->numdisabled);
}

static void print_index(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	(void)fprintf(cell, "%d", device->ifindex);
}

/* A list that is being printed: what comes before its next word. */
struct words {
	FILE *cell;
	const char *separator;
};

static void print_word(const char *word, void *data)
{
	struct words *words = data;

	(void)fprintf(words->cell, "%s%s", words->separator, word);
	words->separator = ",";
}

static void print_flags(FILE *cell, const struct device *device, struct listing *listing)
{
	struct words words = {.cell = cell, .separator = ""};

	(void)listing;
	link_flags(device->flags, print_word, &words);
}

static void print_processes(FILE *cell, const struct device *device, struct listing *listing)
{
	const struct holder_list *holders = listing->holders;
	const struct holder *holder;
	size_t count = 0;

	holder = holders ? holders_of(holders, device->name, &count) : NULL;
	for (size_t i = 0; i < count; i++)
		(void)fprintf(cell, "%s%s(%d)", i ? "," : "", holder[i].comm, (int)holder[i].pid);
}

/* Columns that belong to no property. Those with a rank are shown by default. */
static const struct column own[] = {
	{"NAME", "the interface's name", .rank = 1, .print = print_name},
	{"STATE", "the operational state: up, down or unknown", .rank = 5, .print = print_state},
	{"QUEUES", "attached queues, after a + those out of service", .number = true, .rank = 9,
	 .print = print_queues},
	{"INDEX", "the interface's index", .number = true, .print = print_index},
	{"FLAGS", "the link's flags, as ip-link(8) names them", .print = print_flags},
	{"PROCESSES", "who is attached: name(pid)", .needs = LISTING_PROCESSES,
	 .print = print_processes},
	{0},
};

#define RANK_MAX 9

/* The position in the walk through all columns. */
struct place {
	const struct column *column; /* NULL: at the beginning or at the end */
	int id;			     /* of the property that it belongs to; -1: one of `own` */
	unsigned int rank;	     /* the rank that is being visited; 0 comes last */
};

#define PLACE_BEGIN                                                                                \
	{                                                                                          \
		.rank = 1                                                                          \
	}

/* The next column of any rank; NULL after the last. */
static const struct column *step(struct place *place)
{
	const struct column *column = place->column;

	if (!column)
		place->id = -1;
	column = column ? column + 1 : own;
	while (!column || !column->name) {
		if (++place->id == PROPERTY_COUNT)
			return NULL;
		column = properties[place->id]->columns;
	}
	return column;
}

/* The default columns by rank, then all others. */
static const struct column *next_column(struct place *place)
{
	for (;;) {
		place->column = step(place);
		if (!place->column && !place->rank)
			return NULL;
		if (!place->column)
			place->rank = place->rank == RANK_MAX ? 0 : place->rank + 1;
		else if (place->column->rank == place->rank)
			return place->column;
	}
}

static const struct column *find_column(const char *name, size_t length)
{
	const struct column *column;
	struct place place = PLACE_BEGIN;

	while ((column = next_column(&place)))
		if (strlen(column->name) == length && strncasecmp(column->name, name, length) == 0)
			return column;
	return NULL;
}

static struct fault *invalid(const char *name, size_t length, struct fault *fault)
{
	auto_free char *what = NULL;

	if (asprintf(&what, "invalid column '%.*s'", (int)length, name) < 0) {
		what = NULL;
		fault_free(fault);
		return fault_memory();
	}
	return fault_wrap(fault, "--output", what);
}

static struct fault *unknown(const char *name, size_t length)
{
	auto_free char *allowed = NULL;
	struct text_stream stream = {0};
	struct words words = {.cell = text_open(&stream), .separator = ""};
	const struct column *column;
	struct place place = PLACE_BEGIN;

	if (!words.cell)
		return fault_memory();
	while ((column = next_column(&place)))
		print_word(column->name, &words);
	allowed = text_close(&stream);
	if (!allowed)
		return fault_memory();
	return invalid(name, length, fault_new(STATUS_USAGE, "allowed are %s", allowed));
}

static struct fault *usual(bool processes, struct column_list *columns)
{
	struct place place = PLACE_BEGIN;

	columns->items = calloc(RANK_MAX + 1, sizeof(struct column *));
	if (!columns->items)
		return fault_memory();
	while (columns->count < RANK_MAX)
		columns->items[columns->count++] = next_column(&place);
	if (processes)
		columns->items[columns->count++] = find_column("PROCESSES", strlen("PROCESSES"));
	return NULL;
}

struct fault *columns_parse(const char *text, bool processes, struct column_list *columns)
{
	*columns = (struct column_list){0};
	if (!text)
		return usual(processes, columns);
	/* A name has at least one letter, and ends with a comma or with the text. */
	columns->items = calloc(strlen(text) / 2 + 1, sizeof(struct column *));
	if (!columns->items)
		return fault_memory();
	for (;;) {
		size_t length = strcspn(text, ",");
		const struct column *column = find_column(text, length);

		if (!column) {
			columns_clear(columns);
			return unknown(text, length);
		}
		columns->items[columns->count++] = column;
		if (!text[length])
			return NULL;
		text += length + 1;
	}
}

void columns_clear(struct column_list *columns)
{
	free(columns->items);
	*columns = (struct column_list){0};
}

unsigned int columns_need(const struct column_list *columns)
{
	unsigned int needs = 0;

	for (size_t i = 0; i < columns->count; i++)
		needs |= columns->items[i]->needs;
	return needs;
}

void columns_print_help(void)
{
	const struct column *column;
	struct place place = PLACE_BEGIN;

	while ((column = next_column(&place)))
		printf("%-12s %s\n", column->name, column->help);
}
