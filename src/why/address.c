// SPDX-License-Identifier: GPL-2.0-or-later
// Findings about IP addresses, and whether there is IPv6 at all.

#include <stdio.h>
#include <sys/socket.h>

#include "util/shell-word.h"
#include "why/finding.h"

/* Room for an address and its peer, as in ip(8). */
#define AS_IP_SIZE (2 * FACTS_ADDRESS_SIZE + sizeof(" peer "))

/* What is sent to an interface to which nobody has given an address. */
static const char *sent_without_address(const struct facts *facts)
{
	bool link_local = false;

	for (size_t i = 0; i < facts->route_count; i++) {
		const struct route *route = &facts->routes[i];

		if (!facts_is_on(facts, route->oif, facts->link.device->ifindex))
			continue;
		if (!facts_is_within_link(route->family, route->destination))
			return "sends it only what has a route there";
		link_local = true;
	}
	return link_local ? "sends nothing to it but IPv6 within the link" : "sends nothing to it";
}

static enum answer ask_no_address(const struct facts *facts, struct words *words)
{
	if (facts->link.master || facts_given_address(facts, facts->link.device->ifindex, true))
		return ANSWER_NO;
	words_add(words, "%s", sent_without_address(facts));
	return ANSWER_NOTE;
}

/* In the words with which ip(8) removes it: an IPv4 address is only found with its peer. */
static void print_as_ip(const struct address *address, char text[AS_IP_SIZE])
{
	char own[FACTS_ADDRESS_SIZE];
	char peer[FACTS_ADDRESS_SIZE];

	if (address->has_peer)
		(void)snprintf(
			text, AS_IP_SIZE, "%s peer %s",
			facts_address(address->family, address->bytes, -1, own),
			facts_address(address->family, address->peer, address->prefix, peer));
	else
		(void)snprintf(
			text, AS_IP_SIZE, "%s",
			facts_address(address->family, address->bytes, address->prefix, own));
}

static enum answer ask_port(const struct facts *facts, struct words *words)
{
	const struct link_address *address =
		facts_given_address(facts, facts->link.device->ifindex, false);
	char text[AS_IP_SIZE];

	if (!address)
		return ANSWER_NO;
	print_as_ip(&address->address, text);
	words_add(words, "%s", text);
	/* These are several shell words, so the commands are put together here. */
	words_add(words, "`ip address del %s dev %s`", text,
		  shell_name(facts->link.device->name).text);
	words_add(words, "`ip address add %s dev %s`", text,
		  shell_name(facts->bridge.device->name).text);
	return ANSWER_PROBLEM;
}

/* A problem if the question is about IPv6, otherwise a note. */
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
		.sentence = "it has neither an address nor a master: the host {1}",
		.hint = "`ip address add ADDRESS/PREFIX dev {IF}`, or `ip link set dev {IF} "
			"master BRIDGE`",
	},
	{
		.code = "address-on-port",
		.needs = FACT_BRIDGE,
		.ask = ask_port,
		.sentence = "it is a port of the bridge {L3} and has the address {1}: packets "
			    "sent to it are lost",
		.hint = "give it to the bridge: {2}, and {3}",
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
