// SPDX-License-Identifier: GPL-2.0-or-later
// Which entries of a table give their interfaces the same name, so that none of them can be used.

#include "input/tuntab-names.h"

#include <stdlib.h>
#include <string.h>

#include "property/properties.h"
#include "util/array.h"
#include "util/sorted.h"

/* Entries are in one array, in the order of their lines. */
static int by_name(const void *a, const void *b)
{
	const struct tuntab_name *left = a;
	const struct tuntab_name *right = b;
	int order = strcmp(left->name, right->name);

	if (order || left->alternative != right->alternative)
		return order ? order : left->alternative - right->alternative;
	return (left->entry > right->entry) - (left->entry < right->entry);
}

static int compare_name(const void *key, const void *name)
{
	return strcmp(key, ((const struct tuntab_name *)name)->name);
}

const struct tuntab_entry *tuntab_names_find(const struct tuntab_names *names, const char *name)
{
	const struct tuntab_name *found =
		sorted_first(name, names->items, names->count, sizeof(*names->items), compare_name);

	return found && !found->alternative ? found->entry : NULL;
}

static struct fault *list_name(struct tuntab_names *names, struct tuntab_entry *entry,
			       const char *name)
{
	struct tuntab_name *items =
		array_grow(names->items, names->count, &names->capacity, sizeof(*items));

	if (!items)
		return fault_memory();
	names->items = items;
	items[names->count++] = (struct tuntab_name){
		.name = name,
		.entry = entry,
		.alternative = name != entry->name,
	};
	return NULL;
}

static struct fault *list_names(struct tuntab_names *names, struct tuntab_entry *entries,
				size_t count)
{
	struct fault *fault = NULL;

	for (size_t i = 0; !fault && i < count; i++) {
		const char *name = entries[i].name;

		for (size_t n = 0; !fault && name; name = properties_name(&entries[i].request, n++))
			fault = list_name(names, &entries[i], name);
	}
	return fault;
}

static void refuse_entry(struct tuntab_entry *entry, struct fault *fault)
{
	entry->fault = tuntab_locate(entry, fault_hint(fault, "remove one of the two"));
}

static void refuse_twin(struct tuntab_entry *entry, const struct tuntab_entry *other)
{
	refuse_entry(entry, fault_new(STATUS_USAGE,
				      "%s:%u has an entry of that name, too: neither is used",
				      other->path, other->line));
}

/* Whether the entry is valid, so far. */
static bool is_valid(struct tuntab_entry *entry, bool asks)
{
	struct fault *fault = asks && !entry->fault ? tuntab_look_up(entry, NULL) : NULL;

	if (fault)
		entry->fault = tuntab_locate(entry, fault);
	return !entry->fault;
}

/*
 * Two entries with the same name: it is not known which is meant. One that is invalid for another
 * reason keeps its fault; of two valid ones, the second gets the fault that names both.
 */
static void refuse_twins(const struct tuntab_name *twins, size_t count, bool asks)
{
	struct tuntab_entry *right = NULL;
	bool told = false;

	for (size_t i = 0; i < count; i++) {
		struct tuntab_entry *entry = twins[i].entry;

		if (!is_valid(entry, asks))
			continue;
		if (right)
			refuse_twin(entry, right);
		told |= right != NULL;
		right = right ? right : entry;
	}
	if (!right)
		return;
	if (told)
		right->doubled = true;
	else
		refuse_twin(right, twins[right == twins[0].entry].entry);
}

/* The first of these that belongs to another entry, or NULL. */
static const struct tuntab_name *find_other(const struct tuntab_name *names, size_t count,
					    const struct tuntab_entry *entry)
{
	for (size_t i = 0; i < count; i++)
		if (names[i].entry != entry)
			return &names[i];
	return NULL;
}

/*
 * An alternative name that another entry has too, as its own or as an alternative one: only one
 * interface can have it, and by it the other entry would find the interface of this one.
 */
static void refuse_sharers(const struct tuntab_name *names, size_t count, bool asks)
{
	for (size_t i = 0; i < count; i++) {
		struct tuntab_entry *entry = names[i].entry;
		const struct tuntab_name *other = find_other(names, count, entry);

		if (!other || entry->doubled || !is_valid(entry, asks))
			continue;
		refuse_entry(entry, fault_new(STATUS_USAGE,
					      "%s:%u has an entry of the %s '%s', too: neither is "
					      "used",
					      other->entry->path, other->entry->line,
					      other->alternative ? "alternative name" : "name",
					      names[i].name));
	}
}

/* The entries that have one name: first those whose own it is. */
static void refuse_group(const struct tuntab_name *names, size_t count, bool asks)
{
	size_t own = 0;

	while (own < count && !names[own].alternative)
		own++;
	if (own > 1)
		refuse_twins(names, own, asks);
	if (own < count)
		refuse_sharers(names, count, asks);
}

struct fault *tuntab_names_sort(struct tuntab_names *names, struct tuntab_entry *entries,
				size_t count, bool asks)
{
	struct fault *fault = list_names(names, entries, count);
	const struct tuntab_name *items = names->items;
	size_t first = 0;

	if (fault || !items)
		return fault;
	qsort(names->items, names->count, sizeof(*items), by_name);
	for (size_t next = 1; next <= names->count; next++) {
		if (next < names->count && strcmp(items[first].name, items[next].name) == 0)
			continue;
		if (next - first > 1)
			refuse_group(items + first, next - first, asks);
		first = next;
	}
	return NULL;
}

void tuntab_names_clear(struct tuntab_names *names)
{
	free(names->items);
	*names = (struct tuntab_names){0};
}
