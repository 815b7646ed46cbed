/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The value of one property, as asked for or as observed; what it means is the property's own. */
#ifndef TUNADM_MODEL_VALUE_H
#define TUNADM_MODEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct value {
	uint64_t number; /* a number, an id, an index, a switch */
	char *text;	 /* owned, or NULL: what is not a number */
	char *name;	 /* owned, or NULL: what the number was looked up from; it does not count */
	void *items;	 /* owned, or NULL: an array of a type of the property's own */
	size_t count;	 /* of items */
	size_t size;	 /* of one of them */
};

/* Appends a copy of the item; -1 without memory, with the value as it was. */
int value_append(struct value *value, const void *item, size_t size)
	__attribute__((nonnull, warn_unused_result));

/* The item at that place. */
static inline const void *value_item(const struct value *value, size_t i)
{
	return (const char *)value->items + i * value->size;
}

/* Takes the item at that place out. */
void value_drop(struct value *value, size_t i) __attribute__((nonnull));

/* Replaces the text, or the name, by a copy; -1 without memory. */
int value_set_text(struct value *value, const char *text)
	__attribute__((nonnull, warn_unused_result));
int value_set_name(struct value *value, const char *name)
	__attribute__((nonnull, warn_unused_result));

/* Whether both have the same number, text and items, in the same order. */
bool value_equal(const struct value *a, const struct value *b) __attribute__((nonnull, pure));

/* Releases what the value holds, and leaves it empty. */
void value_clear(struct value *value) __attribute__((nonnull));

#define auto_value __attribute__((cleanup(value_clear)))

#endif
