// SPDX-License-Identifier: GPL-2.0-or-later
// The words of a finding: fills in its sentence and hint.

#include "why/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/cleanup.h"
#include "util/shell-word.h"
#include "util/text-stream.h"

void words_take(struct words *words, char *text)
{
	if (words->count == WORDS_MAX) {
		free(text);
		return;
	}
	words->failed |= !text;
	words->word[words->count++] = text;
}

void words_add(struct words *words, const char *text, ...)
{
	va_list args;
	char *word;

	va_start(args, text);
	if (vasprintf(&word, text, args) < 0)
		word = NULL;
	va_end(args);
	words_take(words, word);
}

void words_clear(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->word[i]);
	*words = (struct words){0};
}

/* The value for a name in braces of that length; empty for a word that was not given. */
static const char *stands_for(const struct facts *facts, const struct words *words,
			      const char *name, size_t length)
{
	size_t number;

	if (length == 2 && memcmp(name, "IF", 2) == 0)
		return facts->link.device ? facts->link.device->name : "";
	if (length == 2 && memcmp(name, "L3", 2) == 0)
		return facts->l3.device ? facts->l3.device->name : "";
	if (length == 2 && memcmp(name, "TO", 2) == 0)
		return facts->to_text;
	if (length == 4 && memcmp(name, "USER", 4) == 0)
		return facts->question->user_name ? facts->question->user_name : "";
	number = (size_t)(*name - '1');
	return number < words->count && words->word[number] ? words->word[number] : "";
}

/* Between backquotes is a command, in which the value must be one shell word. */
static bool print_value(FILE *file, const char *value, bool in_command)
{
	auto_free char *word = in_command ? shell_word(value) : NULL;

	if (in_command && !word)
		return false;
	(void)fputs(word ? word : value, file);
	return true;
}

char *finding_fill(const char *text, const struct facts *facts, const struct words *words)
{
	struct text_stream stream = {0};
	char *filled;
	bool in_command = false;
	bool failed = false;

	if (!text_open(&stream))
		return NULL;
	while (*text) {
		const char *end = strchr(text, '}');

		if (*text != '{' || !end) {
			in_command ^= *text == '`';
			(void)fputc(*text++, stream.file);
			continue;
		}
		failed |= !print_value(stream.file,
				       stands_for(facts, words, text + 1, (size_t)(end - text - 1)),
				       in_command);
		text = end + 1;
	}
	filled = text_close(&stream);
	if (!failed)
		return filled;
	free(filled);
	return NULL;
}
