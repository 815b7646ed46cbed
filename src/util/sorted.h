/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Looking into sorted arrays where several items may match, which bsearch(3) says nothing about. */
#ifndef TUNADM_UTIL_SORTED_H
#define TUNADM_UTIL_SORTED_H

#include <stddef.h>
#include <stdint.h>

/*
 * The first of the `count` items of that size that matches the key, or NULL. compare(key, item) is
 * as for bsearch(3).
 */
static inline __attribute__((nonnull(1, 5))) void *sorted_first(const void *key, const void *items,
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
	if (low == count || compare(key, (const char *)items + low * size) != 0)
		return NULL;
	return (char *)(uintptr_t)items + low * size;
}

#endif
