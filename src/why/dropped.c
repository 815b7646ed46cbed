// SPDX-License-Identifier: GPL-2.0-or-later
// The finding of --watch: how many packets were dropped, and why.

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "property/txqueuelen.h"
#include "util/text-stream.h"
#include "why/finding.h"
#include "why/reason.h"

/* Dropped packets are a problem from 10 on, or if they are 1 of 100 in a direction. */
#define PROBLEM_PACKETS 10
#define PROBLEM_ONE_OF	100

/* The text names this many reasons of a direction, and adds up the rest. */
#define REASONS_MAX 4

static void print_direction(FILE *file, enum traffic_direction direction,
			    const struct traffic *traffic)
{
	uint64_t dropped = traffic_dropped(traffic);
	uint64_t told = 0;

	(void)fprintf(file, "of %" PRIu64 " %s %s the program, %" PRIu64 " %s dropped",
		      traffic->packets, traffic->packets == 1 ? "packet" : "packets",
		      direction == TRAFFIC_FROM_PROGRAM ? "from" : "to", dropped,
		      dropped == 1 ? "was" : "were");
	for (size_t i = 0; i < traffic->drop_count && i < REASONS_MAX; i++) {
		const struct traffic_drop *drop = &traffic->drops[i];

		(void)fprintf(file, "%s %" PRIu64 ": %s", i ? ";" : ":", drop->count, drop->text);
		told += drop->count;
	}
	if (told < dropped)
		(void)fprintf(file, "; %" PRIu64 " for other reasons", dropped - told);
}

/* Both directions as one text, malloced; NULL without memory. */
static char *describe_traffic(const struct traffic *watch)
{
	struct text_stream stream = {0};
	const char *between = "";

	if (!text_open(&stream))
		return NULL;
	for (int i = 0; i < TRAFFIC_DIRECTIONS; i++) {
		if (!traffic_dropped(&watch[i]))
			continue;
		(void)fputs(between, stream.file);
		print_direction(stream.file, i, &watch[i]);
		between = "; ";
	}
	return text_close(&stream);
}

static char *fill_hint(const struct facts *facts, const struct reason *reason)
{
	unsigned int longer = txqueuelen_longer(facts->link.device);
	auto_words struct words words = {0};

	if (!longer && strcmp(reason->name, "FULL_RING") == 0)
		reason = reason_find(REASON_LONGEST);
	words_add(&words, "%u", longer);
	return words.failed || !reason ? NULL : finding_fill(reason->hint, facts, &words);
}

/* The hint for the most frequent reason. */
static char *advise_reason(const struct facts *facts)
{
	const struct traffic *watch = facts->watch;
	const struct traffic_drop *most = NULL;
	const struct reason *reason;

	for (int i = 0; i < TRAFFIC_DIRECTIONS; i++)
		if (watch[i].drop_count && (!most || watch[i].drops[0].count > most->count))
			most = &watch[i].drops[0];
	reason = most ? reason_of(most) : NULL;
	return reason ? fill_hint(facts, reason)
		      : strdup("the kernel's source explains its reasons, in "
			       "include/net/dropreason-core.h");
}

static bool is_problem(const struct traffic *watch)
{
	uint64_t all = 0;

	for (int i = 0; i < TRAFFIC_DIRECTIONS; i++) {
		uint64_t dropped = traffic_dropped(&watch[i]);

		all += dropped;
		if (dropped && dropped * PROBLEM_ONE_OF >= watch[i].packets)
			return true;
	}
	return all >= PROBLEM_PACKETS;
}

static enum answer ask_dropped(const struct facts *facts, struct words *words)
{
	if (!traffic_dropped(&facts->watch[TRAFFIC_FROM_PROGRAM]) &&
	    !traffic_dropped(&facts->watch[TRAFFIC_TO_PROGRAM]))
		return ANSWER_NO;
	words_take(words, describe_traffic(facts->watch));
	words_take(words, advise_reason(facts));
	return is_problem(facts->watch) ? ANSWER_PROBLEM : ANSWER_NOTE;
}

const struct finding findings_watch[] = {
	{
		.code = "dropped",
		.needs = FACT_INTERFACE | FACT_WATCH,
		.ask = ask_dropped,
		.sentence = "{1}",
		.hint = "{2}",
	},
	{0},
};
