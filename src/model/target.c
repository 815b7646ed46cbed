// SPDX-License-Identifier: GPL-2.0-or-later
// Lists of targets, and the words for their results.

#include "model/target.h"

#include <stdlib.h>
#include <string.h>

#include "util/array.h"

const char *action_name(enum action action)
{
	switch (action) {
	case ACTION_CREATED: return "created";
	case ACTION_CHANGED: return "changed";
	case ACTION_UNCHANGED: return "unchanged";
	case ACTION_DELETED: return "deleted";
	case ACTION_PRUNED: return "pruned";
	case ACTION_CHECKED: return "checked";
	case ACTION_ABSENT: return "absent";
	case ACTION_SKIPPED: return "skipped";
	case ACTION_WAITED: return "waited";
	case ACTION_FAILED: return "failed";
	default: return "none";
	}
}

const char *target_name(const struct target *target)
{
	return target->device.name[0] ? target->device.name : target->operand;
}

struct target *target_list_add(struct target_list *list, const char *operand)
{
	struct target *items =
		array_grow(list->items, list->count, &list->capacity, sizeof(*items));
	struct target *target;

	if (!items)
		return NULL;
	list->items = items;
	target = &list->items[list->count++];
	*target = (struct target){.operand = operand};
	return target;
}

bool target_list_reserve(struct target_list *list, size_t count)
{
	struct target *items;

	if (count <= list->capacity)
		return true;
	items = reallocarray(list->items, count, sizeof(*items));
	if (!items)
		return false;
	list->items = items;
	list->capacity = count;
	return true;
}

void target_fail(struct target *target, struct fault *fault)
{
	fault_free(target->fault);
	target->fault = fault;
	target->action = ACTION_FAILED;
}

void target_list_wrap(struct target_list *list, const char *what)
{
	for (size_t i = 0; i < list->count; i++) {
		struct target *target = &list->items[i];

		if (target->fault)
			target->fault = fault_wrap(target->fault, target->operand, what);
	}
}

/* One interface, or one name for which none was found: these follow each other, the first first. */
static int by_interface(const void *a, const void *b)
{
	const struct target *left = *(struct target *const *)a;
	const struct target *right = *(struct target *const *)b;
	int order = (left->device.ifindex > right->device.ifindex) -
		    (left->device.ifindex < right->device.ifindex);

	if (!order && !left->device.ifindex)
		order = strcmp(left->operand, right->operand);
	return order ? order : (left > right) - (left < right);
}

static bool is_same_interface(const struct target *a, const struct target *b)
{
	if (a->device.ifindex || b->device.ifindex)
		return a->device.ifindex == b->device.ifindex;
	return strcmp(a->operand, b->operand) == 0;
}

/* Moves those that are left together; a cleared one has no operand. */
static void close_gaps(struct target_list *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].operand)
			list->items[kept++] = list->items[i];
	list->count = kept;
}

bool target_list_merge(struct target_list *list)
{
	struct target **sorted = calloc(list->count + 1, sizeof(*sorted));
	struct target *first = NULL;

	if (!sorted)
		return false;
	for (size_t i = 0; i < list->count; i++)
		sorted[i] = &list->items[i];
	qsort(sorted, list->count, sizeof(*sorted), by_interface);
	for (size_t i = 0; i < list->count; i++) {
		if (first && is_same_interface(first, sorted[i]))
			target_clear(sorted[i]);
		else
			first = sorted[i];
	}
	free(sorted);
	close_gaps(list);
	return true;
}

void target_clear(struct target *target)
{
	device_clear(&target->device);
	free(target->lost);
	fault_free(target->fault);
	*target = (struct target){0};
}

void target_list_clear(struct target_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		target_clear(&list->items[i]);
	free(list->items);
	*list = (struct target_list){0};
}
