// SPDX-License-Identifier: GPL-2.0-or-later
// Findings about what the last program has left behind, and what cannot be read of it.

#include "why/finding.h"

static enum answer ask_offload(const struct facts *facts, struct words *words)
{
	if (!facts->offloads.checksums)
		return ANSWER_NO;
	words_add(words, "%s", facts->offloads.segmentation ? " and of up to 64 KiB" : "");
	return ANSWER_PROBLEM;
}

/* Only a tap has a destination filter, and only what was dropped makes one worth a thought. */
static enum answer ask_filter(const struct facts *facts, struct words *words)
{
	if (facts->link.device->mode != TUN_MODE_TAP || !facts->link.up || !facts->link.carrier ||
	    !facts->stats.tx_dropped)
		return ANSWER_NO;
	words_add(words, "%llu %s", (unsigned long long)facts->stats.tx_dropped,
		  facts->stats.tx_dropped == 1 ? "packet was" : "packets were");
	return ANSWER_NOTE;
}

const struct finding findings_leftover[] = {
	{
		.code = "leftover-offload",
		.needs = FACT_INTERFACE | FACT_IDLE | FACT_OFFLOADS,
		.ask = ask_offload,
		.sentence = "the last program left its offloads on: the next one gets packets "
			    "without checksums{1}",
		.hint = "`tunadm reset {IF}`",
	},
	{
		.code = "filter-unreadable",
		.needs = FACT_INTERFACE | FACT_STATS,
		.ask = ask_filter,
		.sentence =
			"{1} dropped on the way to the program; whether a filter of destination "
			"addresses was left behind cannot be read",
		.hint = "`tunadm reset {IF}` while it is idle takes such a filter away; `tunadm "
			"why {IF} --watch 10` tells what drops them",
	},
	{0},
};
