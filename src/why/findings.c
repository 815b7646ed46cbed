// SPDX-License-Identifier: GPL-2.0-or-later
// The table of findings: checks each, and words those that are true.

#include "why/findings.h"

#include <stdlib.h>

#include "util/array.h"
#include "why/finding.h"

/* In the order in which the causes usually appear. */
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
	auto_words struct words words = {0};
	enum answer answer;

	if ((facts->known & finding->needs) != finding->needs)
		return NULL;
	answer = finding->ask(facts, &words);
	return answer == ANSWER_NO ? NULL : add_line(result, finding, answer, facts, &words);
}

struct fault *findings_ask(const struct facts *facts, struct why_result *result)
{
	struct fault *fault = NULL;

	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		for (const struct finding *finding = groups[i]; finding->code && !fault; finding++)
			fault = ask_finding(finding, facts, result);
	return fault;
}
