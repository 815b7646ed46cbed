// SPDX-License-Identifier: GPL-2.0-or-later
// Findings about a port's bridge.

#include <string.h>

#include "why/finding.h"

static enum answer ask_bridge_down(const struct facts *facts, struct words *words)
{
	words_add(words, "%s", facts->bridge.device->name);
	return facts->bridge.up ? ANSWER_NO : ANSWER_PROBLEM;
}

static enum answer ask_bridge_mtu(const struct facts *facts, struct words *words)
{
	if (facts->bridge.mtu >= facts->link.mtu)
		return ANSWER_NO;
	words_add(words, "%s", facts->bridge.device->name);
	words_add(words, "%u", facts->bridge.mtu);
	words_add(words, "%u", facts->link.mtu);
	return ANSWER_PROBLEM;
}

const struct finding findings_bridge[] = {
	{
		.code = "bridge-down",
		.needs = FACT_BRIDGE,
		.ask = ask_bridge_down,
		.sentence = "its bridge {1} is down, and forwards nothing",
		.hint = "`ip link set dev {1} up`",
	},
	{
		.code = "bridge-mtu",
		.needs = FACT_BRIDGE,
		.ask = ask_bridge_mtu,
		.sentence = "its bridge {1} has an MTU of {2}, and drops larger packets of this "
			    "port, whose MTU is {3}",
		.hint = "`ip link set dev {1} mtu {3}`, once all its ports have that MTU",
	},
	{0},
};
