/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The value of a property, requested or observed; its meaning depends on the property. */
#ifndef TUNADM_MODEL_VALUE_H
#define TUNADM_MODEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct value {
	uint64_t number; /* a number, an id, an index, a switch */
	char *text;	 /* owned, or NULL: a value that is not a number */
	char *name;  /* owned, or NULL: the name that the number was looked up from; not compared */
	void *items; /* owned, or NULL: an array of a type that the property defines */
	size_t count; /* of items */
	size_t size;  /* of one of them */
};

/* Appends a copy of the item; -1 without memory, with the value unchanged. */
int value_append(struct value *value, const void *item, size_t size)
	__attribute__((nonnull, warn_unused_result));

/* The item at that index. */
static inline const void *value_item(const struct value *value, size_t i)
{
	return (const char *)value->items + i * value->size;
}

/* Removes the item at that index. */
void value_drop(struct value *value, size_t i) __attribute__((nonnull));

/* Replaces the text or the name by a copy; -1 without memory. */
int value_set_text(struct value *value, const char *text)
	__attribute__((nonnull, warn_unused_result));
int value_set_name(struct value *value, const char *name)
	__attribute__((nonnull, warn_unused_result));

/* Whether both have the same number, text and items, in the same order. */
bool value_equal(const struct value *a, const struct value *b) __attribute__((nonnull, pure));

/* Releases the contents, and leaves the value empty. */
void value_clear(struct value *value) __attribute__((nonnull));

#define auto_value __attribute__((cleanup(value_clear)))

#endif
