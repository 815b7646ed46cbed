// SPDX-License-Identifier: GPL-2.0-or-later
// Predicts what the kernel removes of one property when another is changed.

#include "interface/losses.h"

#include <stdio.h>
#include <stdlib.h>

#include "property/properties.h"
#include "util/cleanup.h"
#include "util/text-stream.h"

/* The losses in words, as options; an empty text if there are none, NULL only with a fault. */
static char *describe(struct plan *plan, int id, struct fault **fault)
{
	struct text_stream stream = {0};
	char *words;

	if (!text_open(&stream)) {
		*fault = fault_memory();
		return NULL;
	}
	*fault = properties[id]->loses(&plan->parts[id], stream.file);
	words = text_close(&stream);
	if (!words && !*fault)
		*fault = fault_memory();
	return words;
}

static struct fault *add_loss(struct plan *plan, int id, const char *words)
{
	char *all;

	if (asprintf(&all, "%s%s%s", plan->lost ? plan->lost : "", plan->lost ? " and " : "",
		     words) < 0)
		return fault_memory();
	free(plan->lost);
	plan->lost = all;
	plan->losses |= PROPERTY_BIT(id);
	return NULL;
}

struct fault *losses_find(struct plan *plan)
{
	struct fault *fault = NULL;

	for (int id = 0; !fault && id < PROPERTY_COUNT; id++) {
		auto_free char *words = NULL;

		if (!(properties[id]->goes_with & plan->changes) || !properties[id]->loses)
			continue;
		words = describe(plan, id, &fault);
		if (words && *words && !fault)
			fault = add_loss(plan, id, words);
	}
	return fault;
}
