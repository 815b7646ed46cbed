// SPDX-License-Identifier: GPL-2.0-or-later
// Finds interfaces that match and have no entry, in one dump.

#include "interface/prune.h"

#include <fnmatch.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/link-attribute.h"
#include "kernel/link.h"
#include "util/sorted.h"

void name_set_sort(struct name_set *set)
{
	if (set->count)
		qsort(set->names, set->count, sizeof(const char *), sorted_compare_texts);
}

static bool set_has(const struct name_set *set, const char *name)
{
	return set->count &&
	       bsearch(&name, set->names, set->count, sizeof(const char *), sorted_compare_texts);
}

static bool is_kept(const struct device *device, const struct name_set *keep)
{
	if (set_has(keep, device->name))
		return true;
	for (const char *alt = NULL; (alt = link_altname(device, alt));)
		if (set_has(keep, alt))
			return true;
	return false;
}

/* The first pattern that matches, or NULL. */
static const char *match(const struct device *device, char *const *patterns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fnmatch(patterns[i], device->name, 0) == 0)
			return patterns[i];
	return NULL;
}

struct fault *prune_select(struct engine *engine, char *const *patterns, size_t count,
			   const struct name_set *keep, struct target_list *targets)
{
	auto_device_list struct device_list all = {0};
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = link_dump(links, false, &all);
	if (fault)
		return fault;
	device_list_sort(&all);
	for (size_t i = 0; i < all.count; i++) {
		struct device *device = &all.items[i];
		const char *pattern = match(device, patterns, count);
		struct target *target;

		/*
		 * An interface that is not persistent belongs to a program, which may still be
		 * creating it.
		 */
		if (!pattern || !device->persist || is_kept(device, keep))
			continue;
		target = target_list_add(targets, pattern);
		if (!target)
			return fault_memory();
		target->device = device_copy(device);
	}
	return NULL;
}
