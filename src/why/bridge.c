// SPDX-License-Identifier: GPL-2.0-or-later
// Findings about a port's bridge, and about a bridge that could be joined.

#include <string.h>

#include "kernel/bridge-vlans.h"
#include "util/shell-word.h"
#include "why/finding.h"

static enum answer ask_bridge_down(const struct facts *facts, struct words *words)
{
	(void)words;
	return facts->bridge.up ? ANSWER_NO : ANSWER_PROBLEM;
}

static const char *state_words(uint8_t state)
{
	switch (state) {
	case BRIDGE_LISTENING: return "listening: the spanning tree lets it forward in a while";
	case BRIDGE_LEARNING: return "learning: the spanning tree lets it forward in a while";
	case BRIDGE_BLOCKING: return "blocking: the spanning tree has found a loop";
	default: return "disabled";
	}
}

/* Without being up and having a carrier no port forwards, and that is another finding. */
static enum answer ask_state(const struct facts *facts, struct words *words)
{
	if (!facts->link.up || !facts->link.carrier || !facts->bridge.up ||
	    facts->port.state == BRIDGE_FORWARDING)
		return ANSWER_NO;
	words_add(words, "%s", state_words(facts->port.state));
	if (facts->port.state == BRIDGE_DISABLED)
		words_add(words, "`bridge link set dev %s state 3`",
			  shell_name(facts->link.device->name).text);
	else
		words_add(words,
			  "wait, or switch the spanning tree off: `ip link set dev %s type bridge "
			  "stp_state 0`",
			  shell_name(facts->bridge.device->name).text);
	return ANSWER_PROBLEM;
}

static enum answer ask_mtu(const struct facts *facts, struct words *words)
{
	if (facts->bridge.mtu >= facts->link.mtu)
		return ANSWER_NO;
	words_add(words, "%u", facts->bridge.mtu);
	words_add(words, "%u", facts->link.mtu);
	return ANSWER_PROBLEM;
}

static enum answer ask_vlan(const struct facts *facts, struct words *words)
{
	(void)words;
	return bridge_vlans_any(&facts->port.vlans) ? ANSWER_NO : ANSWER_PROBLEM;
}

static enum answer ask_pvid(const struct facts *facts, struct words *words)
{
	(void)words;
	return bridge_vlans_any(&facts->port.vlans) && !facts->port.vlans.pvid ? ANSWER_NOTE
									       : ANSWER_NO;
}

static enum answer ask_vlan_host(const struct facts *facts, struct words *words)
{
	(void)words;
	return bridge_vlans_any(&facts->port.vlans) &&
			       !bridge_vlans_meet(&facts->port.vlans, &facts->brinfo.vlans)
		       ? ANSWER_NOTE
		       : ANSWER_NO;
}

/* A bridge that could be joined, by an interface without address and master, or by a new one. */
static enum answer ask_full(const struct facts *facts, struct words *words)
{
	for (size_t i = 0; i < facts->links->count; i++) {
		const struct device *bridge = &facts->links->items[i];

		if (strcmp(bridge->kind, "bridge") != 0 ||
		    facts_count_ports(facts, bridge->ifindex) < BRIDGE_PORTS_MAX)
			continue;
		words_add(words, "%s", bridge->name);
		words_add(words, "%d", BRIDGE_PORTS_MAX);
		return ANSWER_PROBLEM;
	}
	return ANSWER_NO;
}

static enum answer ask_netfilter(const struct facts *facts, struct words *words)
{
	if (!facts->brinfo.calls_iptables && !facts->all_call_iptables)
		return ANSWER_NO;
	/* Either setting is enough, so each one that is on has to be switched off. */
	words_add(words, "%s",
		  facts->all_call_iptables ? "`sysctl -w net.bridge.bridge-nf-call-iptables=0 "
					     "net.bridge.bridge-nf-call-ip6tables=0`"
					   : "");
	words_add(words, "%s",
		  facts->all_call_iptables && facts->brinfo.calls_iptables ? " and " : "");
	if (facts->brinfo.calls_iptables)
		words_add(words,
			  "`ip link set dev %s type bridge nf_call_iptables 0 nf_call_ip6tables 0`",
			  shell_name(facts->bridge.device->name).text);
	return ANSWER_NOTE;
}

static enum answer ask_isolated(const struct facts *facts, struct words *words)
{
	(void)words;
	return facts->port.isolated ? ANSWER_NOTE : ANSWER_NO;
}

/* The bridge itself has the address of one of its ports, which is normal. */
static enum answer ask_mac(const struct facts *facts, struct words *words)
{
	for (size_t i = 0; i < facts->links->count && facts->link.has_mac; i++) {
		struct link_fact other;

		facts_see_link(&facts->links->items[i], &other);
		if (other.master != facts->link.master ||
		    other.device->ifindex == facts->link.device->ifindex || !other.has_mac ||
		    memcmp(other.mac, facts->link.mac, sizeof(other.mac)) != 0)
			continue;
		words_add(words, "%s", other.device->name);
		words_add(words, "%02x:%02x:%02x:%02x:%02x:%02x", other.mac[0], other.mac[1],
			  other.mac[2], other.mac[3], other.mac[4], other.mac[5]);
		return ANSWER_PROBLEM;
	}
	return ANSWER_NO;
}

const struct finding findings_bridge[] = {
	{
		.code = "bridge-down",
		.needs = FACT_BRIDGE,
		.ask = ask_bridge_down,
		.sentence = "its bridge {L3} is down, and forwards nothing",
		.hint = "`ip link set dev {L3} up`",
	},
	{
		.code = "bridge-port-state",
		.needs = FACT_PORT,
		.ask = ask_state,
		.sentence = "as a port of {L3} it is {1}",
		.hint = "{2}",
	},
	{
		.code = "bridge-mtu",
		.needs = FACT_BRIDGE,
		.ask = ask_mtu,
		.sentence = "its bridge {L3} has an MTU of {1}, and drops larger packets of this "
			    "port, whose MTU is {2}",
		.hint = "`ip link set dev {L3} mtu {2}`, once all its ports have that MTU",
	},
	{
		.code = "bridge-vlan",
		.needs = FACT_VLANS,
		.ask = ask_vlan,
		.sentence = "its bridge {L3} filters VLANs, and this port is in none",
		.hint = "`bridge vlan add dev {IF} vid VID pvid untagged`",
	},
	{
		.code = "vlan-no-pvid",
		.needs = FACT_VLANS,
		.ask = ask_pvid,
		.sentence = "it has no PVID: what the program sends without a VLAN tag is dropped",
		.hint = "`bridge vlan add dev {IF} vid VID pvid untagged`",
	},
	{
		.code = "vlan-host",
		.needs = FACT_VLANS,
		.ask = ask_vlan_host,
		.sentence = "the bridge {L3} itself is in none of its VLANs: the host is out of "
			    "reach",
		.hint = "`bridge vlan add dev {L3} vid VID self`",
	},
	{
		.code = "bridge-full",
		.needs = FACT_TO_JOIN,
		.ask = ask_full,
		.sentence = "the bridge {1} has all of the {2} ports that a bridge can have",
		.hint = "`tunadm del --idle 'NAME*'` frees those of interfaces that nobody uses",
	},
	{
		.code = "bridge-netfilter",
		.needs = FACT_BRIDGE,
		.ask = ask_netfilter,
		.sentence = "packets that {L3} forwards go through iptables",
		.hint = "{1}{2}{3}, unless that is wanted",
	},
	{
		.code = "port-isolated",
		.needs = FACT_PORT,
		.ask = ask_isolated,
		.sentence = "the port is isolated: other isolated ports of {L3} are out of reach",
		.hint = "`bridge link set dev {IF} isolated off`, unless that is wanted",
	},
	{
		.code = "mac-duplicate",
		.needs = FACT_BRIDGE,
		.ask = ask_mac,
		.sentence = "{1}, another port of {L3}, has the same MAC address {2}",
		.hint = "`ip link set dev {IF} address MAC` with one of its own",
	},
	{0},
};
