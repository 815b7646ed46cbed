// SPDX-License-Identifier: GPL-2.0-or-later
// From devices back to the options that create them.

#include "output/entries.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "model/request.h"
#include "output/entry-rest.h"
#include "property/print.h"
#include "property/properties.h"
#include "util/cleanup.h"
#include "util/escape.h"
#include "util/text-stream.h"

/* The next word, unquoted; the caller owns it. NULL without memory. */
static char *next_word(const char **text)
{
	struct text_stream word = {0};

	if (!text_open(&word))
		return NULL;
	*text += strspn(*text, " ");
	for (; **text && **text != ' '; (*text)++) {
		if (**text == '\\' && (*text)[1])
			(*text)++;
		(void)fputc(**text, word.file);
	}
	return text_close(&word);
}

/*
 * Other programs may have set values that the option does not accept, and the line would be
 * refused. Writes those of the property's options that are accepted.
 */
static void write_taken(FILE *line, struct listing *listing, enum property_id id,
			struct request *request, const char *options)
{
	const struct property *property = properties[id];

	while (*options) {
		const char *begin = options;
		auto_free char *option = next_word(&options);
		auto_free char *argument = property->argument ? next_word(&options) : NULL;
		struct fault *fault;

		if (!option || (property->argument && !argument)) {
			listing->no_memory = true;
			return;
		}
		fault = property_take(request, id, argument);
		if (!fault)
			(void)fprintf(line, "%.*s", (int)(options - begin), begin);
		else if (fault->error == ENOMEM)
			listing->no_memory = true;
		else
			listing_leave_out(listing, "%s %s: %s", property->option,
					  argument ? argument : "", fault->why);
		fault_free(fault);
	}
}

static void write_property(FILE *line, const struct device *device, struct listing *listing,
			   enum property_id id, struct request *request)
{
	struct text_stream stream = {0};
	auto_free char *options = NULL;

	if (text_open(&stream)) {
		properties[id]->entry(stream.file, device, listing);
		options = text_close(&stream);
	}
	if (options)
		write_taken(line, listing, id, request, options);
	else
		listing->no_memory = true;
}

/* Malloced; NULL without memory. */
static char *entry_text(const struct device *device, struct listing *listing)
{
	struct request request = {0};
	struct text_stream line = {0};
	char *text;

	if (!text_open(&line))
		return NULL;
	listing->left_out = 0;
	print_entry_word(line.file, device->name);
	for (int id = 0; id < PROPERTY_COUNT; id++)
		if (properties[id]->entry)
			write_property(line.file, device, listing, id, &request);
	request_clear(&request);
	entry_leave_out_rest(device, listing);
	text = text_close(&line);
	if (!listing->users.no_memory && !listing->groups.no_memory && !listing->no_memory)
		return text;
	free(text);
	return NULL;
}

/* Other programs may have set values that no option accepts. */
static void note_left_out(struct report *report, const char *name, uint64_t left_out)
{
	for (int id = 0; id < PROPERTY_COUNT; id++)
		if (left_out & PROPERTY_BIT(id))
			report_note(report, "%s: left out: what %s does not take", name,
				    properties[id]->option);
}

/* The current entry, and where its notes go. */
struct entry {
	const struct device *device;
	struct report *report;
};

static void note(void *data, const char *what)
{
	const struct entry *entry = data;

	report_note(entry->report, "%s: left out: %s", entry->device->name, what);
}

struct fault *entries_print(struct listing *listing, struct report *report)
{
	struct entry entry = {.report = report};
	struct fault *fault = NULL;

	listing->leave_out = note;
	/* Cleared again below. */
	/* cppcheck-suppress autoVariables */
	listing->leave_out_data = &entry;
	for (size_t i = 0; !fault && i < listing->devices->count; i++) {
		const struct device *device = &listing->devices->items[i];
		auto_free char *text = NULL;
		auto_free char *shown = NULL;

		entry.device = device;
		text = entry_text(device, listing);
		shown = text ? escape_for_stdout(text) : NULL;
		if (shown) {
			printf("%s\n", shown);
			note_left_out(report, device->name, listing->left_out);
		} else {
			fault = fault_memory();
		}
	}
	listing->leave_out = NULL;
	listing->leave_out_data = NULL;
	return fault;
}
