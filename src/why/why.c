// SPDX-License-Identifier: GPL-2.0-or-later
// The one table of findings: each is asked, and what is so is put into words.

#include "why/why.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/array.h"
#include "util/cleanup.h"
#include "util/shell-word.h"
#include "util/text-stream.h"
#include "why/finding.h"
#include "why/gather.h"

/* In the order in which one meets the causes. */
/* clang-format off */
static const struct finding *const groups[] = {
	findings_node,
	findings_link,
	findings_attach,
	findings_leftover,
	findings_bridge,
	findings_address,
	findings_route,
	findings_watch,
};
/* clang-format on */

const char *why_severity_name(enum why_severity severity)
{
	return severity == WHY_PROBLEM ? "problem" : "note";
}

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

static void words_clear(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->word[i]);
	*words = (struct words){0};
}

/* What stands for a name in braces of that length; empty for a word that was not given. */
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

/* Within backquotes is a command, of which the value has to be one word. */
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

static struct fault *add_line(struct why_result *result, const struct finding *finding,
			      enum answer answer, const struct facts *facts,
			      const struct words *words)
{
	struct why_line line = {
		.code = finding->code,
		.severity = answer == ANSWER_PROBLEM ? WHY_PROBLEM : WHY_NOTE,
		.text = finding_fill(finding->sentence, facts, words),
		.hint = finding_fill(finding->hint, facts, words),
	};
	struct why_line *lines =
		array_grow(result->lines, result->count, &result->capacity, sizeof(*lines));

	if (lines)
		result->lines = lines;
	if (!lines || !line.text || !line.hint || words->failed) {
		free(line.text);
		free(line.hint);
		return fault_memory();
	}
	result->lines[result->count++] = line;
	return NULL;
}

static struct fault *ask_finding(const struct finding *finding, const struct facts *facts,
				 struct why_result *result)
{
	struct words words = {0};
	struct fault *fault = NULL;
	enum answer answer;

	if ((facts->known & finding->needs) != finding->needs)
		return NULL;
	answer = finding->ask(facts, &words);
	if (answer != ANSWER_NO)
		fault = add_line(result, finding, answer, facts, &words);
	words_clear(&words);
	return fault;
}

struct fault *why_ask(const struct facts *facts, struct why_result *result)
{
	struct fault *fault = NULL;

	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		for (const struct finding *finding = groups[i]; finding->code && !fault; finding++)
			fault = ask_finding(finding, facts, result);
	return fault;
}

bool why_has_problem(const struct why_result *result)
{
	for (size_t i = 0; i < result->count; i++)
		if (result->lines[i].severity == WHY_PROBLEM)
			return true;
	return false;
}

void why_note(struct why_result *result, const char *text, ...)
{
	char **notes = array_grow(result->notes, result->note_count, &result->note_capacity,
				  sizeof(*notes));
	va_list args;

	if (!notes)
		return;
	result->notes = notes;
	va_start(args, text);
	if (vasprintf(&notes[result->note_count], text, args) >= 0)
		result->note_count++;
	va_end(args);
}

void why_result_clear(struct why_result *result)
{
	for (size_t i = 0; i < result->count; i++) {
		free(result->lines[i].text);
		free(result->lines[i].hint);
	}
	free(result->lines);
	for (size_t i = 0; i < result->note_count; i++)
		free(result->notes[i]);
	free(result->notes);
	for (int i = 0; i < TRAFFIC_DIRECTIONS; i++)
		traffic_clear(&result->watch[i]);
	*result = (struct why_result){0};
}
