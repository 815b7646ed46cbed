// SPDX-License-Identifier: GPL-2.0-or-later
// Findings about IP addresses, and whether there is IPv6 at all.

#include <sys/socket.h>

#include "util/shell-word.h"
#include "why/finding.h"

static enum answer ask_no_address(const struct facts *facts, struct words *words)
{
	(void)words;
	return !facts->link.master && !facts_given_address(facts, facts->link.device->ifindex, true)
		       ? ANSWER_NOTE
		       : ANSWER_NO;
}

/* In the words that ip(8) takes it away with: an IPv4 one is found only with its peer. */
static void add_as_ip(struct words *words, const struct address *address)
{
	char text[FACTS_ADDRESS_SIZE];
	char peer[FACTS_ADDRESS_SIZE];

	if (!address->has_peer) {
		words_add(words, "%s",
			  facts_address(address->family, address->bytes, address->prefix, text));
		return;
	}
	words_add(words, "%s peer %s", facts_address(address->family, address->bytes, -1, text),
		  facts_address(address->family, address->peer, address->prefix, peer));
}

static enum answer ask_port(const struct facts *facts, struct words *words)
{
	const struct link_address *address =
		facts_given_address(facts, facts->link.device->ifindex, false);

	if (!address)
		return ANSWER_NO;
	add_as_ip(words, &address->address);
	return ANSWER_PROBLEM;
}

/* A problem where the question is about IPv6, else worth knowing. */
static enum answer by_family(const struct facts *facts)
{
	return facts->question->to && facts->question->to->family == AF_INET6 ? ANSWER_PROBLEM
									      : ANSWER_NOTE;
}

static enum answer ask_ipv6_off(const struct facts *facts, struct words *words)
{
	switch (facts->ipv6) {
	case IPV6_OFF:
		words_add(words, "IPv6 is disabled on %s", facts->l3.device->name);
		words_add(words, "`sysctl -w net/ipv6/conf/%s/disable_ipv6=0`",
			  shell_name(facts->l3.device->name).text);
		return by_family(facts);
	case IPV6_NOWHERE:
		words_add(words, "the kernel has no IPv6");
		words_add(words, "boot without ipv6.disable=1, or load the module ipv6");
		return by_family(facts);
	default: return ANSWER_NO;
	}
}

static enum answer ask_ipv6_mtu(const struct facts *facts, struct words *words)
{
	const struct link_fact *small = facts->l3.mtu < facts->link.mtu ? &facts->l3 : &facts->link;

	if (small->mtu >= IPV6_MTU_MIN)
		return ANSWER_NO;
	words_add(words, "%s", small->device->name);
	words_add(words, "%u", small->mtu);
	return by_family(facts);
}

static const char *name_of(const struct facts *facts, int ifindex)
{
	const struct device *device = facts_link(facts, ifindex);

	return device ? device->name : facts->l3.device->name;
}

static enum answer ask_dad(const struct facts *facts, struct words *words)
{
	for (size_t i = 0; i < facts->address_count; i++) {
		const struct link_address *address = &facts->addresses[i];
		char text[FACTS_ADDRESS_SIZE];

		if (!facts_is_on(facts, address->ifindex, facts->l3.device->ifindex) ||
		    !(address->duplicate || facts_is_stuck(address)))
			continue;
		words_add(words, "%s",
			  facts_address(address->address.family, address->address.bytes, -1, text));
		words_add(words, "%s",
			  address->duplicate
				  ? "is a duplicate: somebody else on the link has it"
				  : "is still tentative: whether somebody else on the link has "
				    "it is not known");
		words_add(words, "%s", name_of(facts, address->ifindex));
		words_add(words, "%s",
			  address->duplicate ? "give it another address"
			  : facts->l3.carrier
				  ? "wait, or give the address with `nodad`"
				  : "the link has to be up and have a carrier first, or give "
				    "the address with `nodad`");
		return ANSWER_PROBLEM;
	}
	return ANSWER_NO;
}

const struct finding findings_address[] = {
	{
		.code = "no-address",
		.needs = FACT_INTERFACE,
		.ask = ask_no_address,
		.sentence = "it has neither an address nor a master: the host sends nothing to it",
		.hint = "`ip address add ADDRESS/PREFIX dev {IF}`, or `ip link set dev {IF} "
			"master BRIDGE`",
	},
	{
		.code = "address-on-port",
		.needs = FACT_BRIDGE,
		.ask = ask_port,
		.sentence = "it is a port of the bridge {L3} and has the address {1}: what is sent "
			    "to it goes astray",
		.hint = "give it to the bridge: `ip address del {1} dev {IF}`, and `ip address "
			"add {1} dev {L3}`",
	},
	{
		.code = "ipv6-off",
		.needs = FACT_INTERFACE,
		.ask = ask_ipv6_off,
		.sentence = "{1}",
		.hint = "{2}",
	},
	{
		.code = "mtu-ipv6",
		.needs = FACT_INTERFACE,
		.ask = ask_ipv6_mtu,
		.sentence = "{1} has an MTU of {2}, and IPv6 needs 1280",
		.hint = "`ip link set dev {1} mtu 1280`, and give it its IPv6 addresses again",
	},
	{
		.code = "dad",
		.needs = FACT_INTERFACE,
		.ask = ask_dad,
		.sentence = "the address {1} of {3} {2}",
		.hint = "{4}",
	},
	{0},
};
