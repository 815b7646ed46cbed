// SPDX-License-Identifier: GPL-2.0-or-later
// Values: ownership and comparison.

#include "model/value.h"

#include <stdlib.h>
#include <string.h>

int value_append(struct value *value, const void *item, size_t size)
{
	char *items = reallocarray(value->items, value->count + 1, size);

	if (!items)
		return -1;
	value->items = items;
	value->size = size;
	memcpy(items + value->count * size, item, size);
	value->count++;
	return 0;
}

void value_drop(struct value *value, size_t i)
{
	char *items = value->items;

	value->count--;
	memmove(items + i * value->size, items + (i + 1) * value->size,
		(value->count - i) * value->size);
}

static int replace(char **where, const char *text)
{
	char *copy = strdup(text);

	if (!copy)
		return -1;
	free(*where);
	*where = copy;
	return 0;
}

int value_set_text(struct value *value, const char *text)
{
	return replace(&value->text, text);
}

int value_set_name(struct value *value, const char *name)
{
	return replace(&value->name, name);
}

static bool text_equal(const char *a, const char *b)
{
	return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

bool value_equal(const struct value *a, const struct value *b)
{
	if (a->number != b->number || a->count != b->count || !text_equal(a->text, b->text))
		return false;
	return a->count == 0 || memcmp(a->items, b->items, a->count * a->size) == 0;
}

void value_clear(struct value *value)
{
	free(value->text);
	free(value->name);
	free(value->items);
	*value = (struct value){0};
}
