// SPDX-License-Identifier: GPL-2.0-or-later
// The words for properties and other changes.

#include "model/property-id.h"

#include <string.h>

static const char *const words_of[CHANGE_COUNT] = {
#define PROPERTY_WORD(ID, variable, word) [PROPERTY_##ID] = (word),
	PROPERTY_LIST(PROPERTY_WORD)
#undef PROPERTY_WORD
#define CHANGE_WORD(ID, word) [CHANGE_##ID] = (word),
		CHANGE_LIST(CHANGE_WORD)
#undef CHANGE_WORD
};

/* A string with each word and a two-byte separator. */
#define PROPERTY_PART(ID, variable, word) word ", "
#define CHANGE_PART(ID, word)		  word ", "
_Static_assert(sizeof(PROPERTY_LIST(PROPERTY_PART) CHANGE_LIST(CHANGE_PART)) <= CHANGE_WORDS_SIZE,
	       "all words fit");
_Static_assert(CHANGE_COUNT <= 64, "a set has 64 bits");

const char *change_word(int id)
{
	return words_of[id];
}

void change_words(uint64_t changes, char words[CHANGE_WORDS_SIZE])
{
	char *to = words;

	*to = '\0';
	for (int id = 0; id < CHANGE_COUNT; id++) {
		if (!(changes & CHANGE_BIT(id)))
			continue;
		if (to != words)
			to = stpcpy(to, ", ");
		to = stpcpy(to, words_of[id]);
	}
}
