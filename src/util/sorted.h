/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sorted arrays: an order, and what bsearch(3) does not find: the first of several items, or the
 * place where one belongs.
 */
#ifndef TUNADM_UTIL_SORTED_H
#define TUNADM_UTIL_SORTED_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Orders texts (char *) by their bytes, for qsort(3) and bsearch(3). */
static inline int sorted_compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/*
 * Returns how many of the `count` items of `size` bytes come before the key: the place where it is
 * or belongs. compare(key, item) is as for bsearch(3).
 */
static inline __attribute__((nonnull(1, 5))) size_t sorted_place(const void *key, const void *items,
								 size_t count, size_t size,
								 int (*compare)(const void *key,
										const void *item))
{
	size_t low = 0;
	size_t high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(key, (const char *)items + middle * size) > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Returns the first item that matches the key, or NULL. */
static inline __attribute__((nonnull(1, 5))) void *sorted_first(const void *key, const void *items,
								size_t count, size_t size,
								int (*compare)(const void *key,
									       const void *item))
{
	size_t place = sorted_place(key, items, count, size, compare);
	const char *item = (const char *)items + place * size;

	return place < count && compare(key, item) == 0 ? (void *)(uintptr_t)item : NULL;
}

#endif
