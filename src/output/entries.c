// SPDX-License-Identifier: GPL-2.0-or-later
// From devices back to the options that make them.

#include "output/entries.h"

#include <stdio.h>

#include "property/print.h"
#include "property/property.h"
#include "util/cleanup.h"
#include "util/escape.h"
#include "util/text-stream.h"

/* Malloced; NULL without memory. */
static char *entry_text(const struct device *device, struct listing *listing)
{
	struct text_stream line = {0};
	char *text;

	if (!text_open(&line))
		return NULL;
	listing->left_out = 0;
	print_entry_word(line.file, device->name);
	for (int id = 0; id < PROPERTY_COUNT; id++)
		if (properties[id]->entry)
			properties[id]->entry(line.file, device, listing);
	text = text_close(&line);
	if (!listing->users.no_memory && !listing->groups.no_memory)
		return text;
	free(text);
	return NULL;
}

/* What others gave the interface may be what no option takes. */
static void note_left_out(struct report *report, const char *name, uint64_t left_out)
{
	for (int id = 0; id < PROPERTY_COUNT; id++)
		if (left_out & PROPERTY_BIT(id))
			report_note(report, "%s: left out: what %s does not take", name,
				    properties[id]->option);
}

struct fault *entries_print(struct listing *listing, struct report *report)
{
	struct fault *fault = NULL;

	for (size_t i = 0; !fault && i < listing->devices->count; i++) {
		const struct device *device = &listing->devices->items[i];
		auto_free char *text = entry_text(device, listing);
		auto_free char *shown = text ? escape_for_stdout(text) : NULL;

		if (shown) {
			printf("%s\n", shown);
			note_left_out(report, device->name, listing->left_out);
		} else {
			fault = fault_memory();
		}
	}
	return fault;
}
