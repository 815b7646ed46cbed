// SPDX-License-Identifier: GPL-2.0-or-later
// Findings about /dev/net/tun.

#include "kernel/tun-node-state.h"
#include "why/finding.h"

/* The words are those of the node's own diagnosis, which other commands use too. */
static enum answer ask_node(const struct facts *facts, struct words *words,
			    enum tun_node_state state)
{
	if (facts->node->state != state)
		return ANSWER_NO;
	words_take(words, tun_node_sentence(facts->node));
	words_take(words, tun_node_remedy(facts->node));
	return ANSWER_PROBLEM;
}

static enum answer ask_missing(const struct facts *facts, struct words *words)
{
	return ask_node(facts, words, TUN_NODE_MISSING);
}

static enum answer ask_wrong(const struct facts *facts, struct words *words)
{
	return ask_node(facts, words, TUN_NODE_WRONG);
}

static enum answer ask_denied(const struct facts *facts, struct words *words)
{
	return ask_node(facts, words, TUN_NODE_DENIED);
}

static enum answer ask_nodev(const struct facts *facts, struct words *words)
{
	return ask_node(facts, words, TUN_NODE_NODEV);
}

static enum answer ask_node_forbidden(const struct facts *facts, struct words *words)
{
	return ask_node(facts, words, TUN_NODE_FORBIDDEN);
}

static enum answer ask_no_driver(const struct facts *facts, struct words *words)
{
	return ask_node(facts, words, TUN_NODE_NO_DRIVER);
}

const struct finding findings_node[] = {
	{
		.code = "no-device-node",
		.needs = FACT_NODE,
		.ask = ask_missing,
		.sentence = "{1}",
		.hint = "{2}",
	},
	{
		.code = "wrong-device-node",
		.needs = FACT_NODE,
		.ask = ask_wrong,
		.sentence = "{1}",
		.hint = "{2}",
	},
	{
		.code = "device-denied",
		.needs = FACT_NODE,
		.ask = ask_denied,
		.sentence = "{1}",
		.hint = "{2}",
	},
	{
		.code = "device-nodev",
		.needs = FACT_NODE,
		.ask = ask_nodev,
		.sentence = "{1}",
		.hint = "{2}",
	},
	{
		.code = "device-forbidden",
		.needs = FACT_NODE,
		.ask = ask_node_forbidden,
		.sentence = "{1}",
		.hint = "{2}",
	},
	{
		.code = "no-driver",
		.needs = FACT_NODE,
		.ask = ask_no_driver,
		.sentence = "{1}",
		.hint = "{2}",
	},
	{0},
};
