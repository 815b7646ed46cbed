// SPDX-License-Identifier: GPL-2.0-or-later
// What is said about an entry: where it is, and which of its accounts is missing.

#include "input/tuntab-entry.h"

#include <stdio.h>
#include <string.h>

#include "property/properties.h"
#include "util/cleanup.h"

/* Adds "FILE:LINE: " and the name, if any, to the fault. */
struct fault *tuntab_locate(const struct tuntab_entry *entry, struct fault *fault)
{
	auto_free char *prefix = NULL;

	if (entry->name && (!fault->object || strcmp(fault->object, entry->name) != 0))
		fault = fault_locate(fault, entry->name);
	if (asprintf(&prefix, "%s:%u", entry->path, entry->line) < 0) {
		prefix = NULL;
		fault_free(fault);
		return fault_memory();
	}
	return fault_locate(fault, prefix);
}

struct fault *tuntab_look_up(struct tuntab_entry *entry, struct fault *fault)
{
	struct fault *missing = NULL;

	for (int id = 0; !missing && id < PROPERTY_COUNT; id++)
		missing = property_look_up(&entry->request, id);
	if (!missing)
		return fault;
	fault_free(fault);
	return missing;
}
