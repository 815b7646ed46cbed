/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Arrays that grow by one item at a time, at a cost that stays linear. */
#ifndef TUNADM_UTIL_ARRAY_H
#define TUNADM_UTIL_ARRAY_H

#include <stddef.h>
#include <stdlib.h>

/*
 * Makes room for one item more after `count` items of `size` bytes. Returns the array, which may
 * have moved. Without memory it returns NULL, and nothing has changed. *capacity is the number of
 * items that there is room for; it begins at 0.
 */
static inline __attribute__((nonnull(3), warn_unused_result)) void *array_grow(void *items,
									       size_t count,
									       size_t *capacity,
									       size_t size)
{
	size_t larger = *capacity ? *capacity * 2 : 16;
	void *moved;

	if (count < *capacity)
		return items;
	moved = reallocarray(items, larger, size);
	if (moved)
		*capacity = larger;
	return moved;
}

#endif
