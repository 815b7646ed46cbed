// SPDX-License-Identifier: GPL-2.0-or-later
// Edit distance, in which swapping two neighbours counts as one mistake.

#include "input/nearest.h"

#include <stdbool.h>
#include <string.h>

/* No command or option is longer. */
#define WORD_MAX 24

static size_t min2(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t distance(const char *a, size_t len_a, const char *b, size_t len_b)
{
	size_t cost[WORD_MAX + 1][WORD_MAX + 1];

	for (size_t i = 0; i <= len_a; i++)
		cost[i][0] = i;
	for (size_t j = 0; j <= len_b; j++)
		cost[0][j] = j;
	for (size_t i = 1; i <= len_a; i++) {
		for (size_t j = 1; j <= len_b; j++) {
			bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
				       a[i - 2] == b[j - 1];

			cost[i][j] = min2(cost[i - 1][j], cost[i][j - 1]) + 1;
			cost[i][j] = min2(cost[i][j], cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (swapped)
				cost[i][j] = min2(cost[i][j], cost[i - 2][j - 2] + 1);
		}
	}
	return cost[len_a][len_b];
}

void nearest_consider(struct nearest *nearest, const char *candidate)
{
	size_t typed_len = strlen(nearest->typed);
	size_t len = strlen(candidate);
	size_t far;

	if (typed_len > WORD_MAX || len > WORD_MAX)
		return;
	far = distance(nearest->typed, typed_len, candidate, len);
	if (far <= len / 3 + (len < 3) && (!nearest->word || far < nearest->distance)) {
		nearest->word = candidate;
		nearest->distance = far;
	}
}
