// SPDX-License-Identifier: GPL-2.0-or-later
// Findings about what the last program has left behind, and what of that cannot be read.

#include "util/shell-word.h"
#include "why/finding.h"

#define RESET "`tunadm reset {IF}`"

static enum answer ask_offload(const struct facts *facts, struct words *words)
{
	if (!facts->offloads.checksums)
		return ANSWER_NO;
	words_add(words, "%s", facts->offloads.segmentation ? " and of up to 64 KiB" : "");
	return ANSWER_PROBLEM;
}

static enum answer ask_type(const struct facts *facts, struct words *words)
{
	const struct device *device = facts->link.device;
	unsigned int born = tun_mode_link_type(device->mode);

	if (device->type == born)
		return ANSWER_NO;
	words_add(words, "%u", device->type);
	words_add(words, "%s", tun_mode_name(device->mode));
	words_add(words, "%u", born);
	/* While the link is up the kernel refuses to change it. */
	if (facts->link.up)
		words_add(words, "`tunadm set %s --down`, then ", shell_name(device->name).text);
	return ANSWER_PROBLEM;
}

static enum answer ask_header(const struct facts *facts, struct words *words)
{
	if (facts->vnet.header_size == TUN_VNET_HEADER_SIZE)
		return ANSWER_NO;
	words_add(words, "%d", facts->vnet.header_size);
	words_add(words, "%d", TUN_VNET_HEADER_SIZE);
	return ANSWER_PROBLEM;
}

static enum answer ask_endian(const struct facts *facts, struct words *words)
{
	if (!facts->vnet.little_endian && !facts->vnet.big_endian)
		return ANSWER_NO;
	words_add(words, "%s", facts->vnet.little_endian ? "little" : "big");
	return ANSWER_PROBLEM;
}

/* Only a tap has a destination filter, and only dropped packets are a reason to suspect one. */
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
		.hint = RESET,
	},
	{
		.code = "leftover-linktype",
		.needs = FACT_INTERFACE | FACT_IDLE,
		.ask = ask_type,
		.sentence = "the last program left the link type {1}, and a {2} has {3}: the "
			    "kernel takes its packets for something else",
		.hint = "{4}" RESET,
	},
	{
		.code = "leftover-header",
		.needs = FACT_DESCRIPTOR,
		.ask = ask_header,
		.sentence = "the last program left a virtio-net header of {1} bytes: one that "
			    "expects {2} takes packets for something else",
		.hint = RESET,
	},
	{
		.code = "leftover-endian",
		.needs = FACT_DESCRIPTOR,
		.ask = ask_endian,
		.sentence = "the last program left its virtio-net header {1}-endian",
		.hint = RESET,
	},
	{
		.code = "filter-unreadable",
		.needs = FACT_INTERFACE | FACT_STATS,
		.ask = ask_filter,
		.sentence =
			"{1} dropped on the way to the program; whether a filter of destination "
			"addresses was left behind cannot be read",
		.hint = "`tunadm why {IF} --watch 10` tells whether a filter drops them; if so, "
			"stop the program, then " RESET,
	},
	{0},
};
