// SPDX-License-Identifier: GPL-2.0-or-later
// Findings about routes: the way to an address and back, and those that overlap.

#include <string.h>
#include <sys/socket.h>

#include "why/finding.h"

static enum answer ask_local(const struct facts *facts, struct words *words)
{
	(void)words;
	return facts->way.found && facts->way.route.is_local ? ANSWER_PROBLEM : ANSWER_NO;
}

static enum answer ask_no_route(const struct facts *facts, struct words *words)
{
	if (facts->way.found)
		return ANSWER_NO;
	words_add(words, "%s", facts->way.refusal);
	return ANSWER_PROBLEM;
}

static const char *way_out(const struct facts *facts)
{
	return facts->way.out ? facts->way.out->name : "another interface";
}

static enum answer ask_other_route(const struct facts *facts, struct words *words)
{
	words_add(words, "%s", way_out(facts));
	return ANSWER_NOTE;
}

static enum answer ask_neighbour(const struct facts *facts, struct words *words)
{
	const struct route *route = &facts->way.route;
	char text[FACTS_ADDRESS_SIZE];

	if (!facts->way.failed)
		return ANSWER_NO;
	if (route->has_gateway)
		words_add(words, "its gateway %s",
			  facts_address(route->gateway_family, route->gateway, -1, text));
	else
		words_add(words, "%s", facts->to_text);
	return ANSWER_PROBLEM;
}

static enum answer ask_rp_filter(const struct facts *facts, struct words *words)
{
	if (!facts->way.strict || !facts->way.back_refused)
		return ANSWER_NO;
	words_add(words, "%s", way_out(facts));
	return ANSWER_PROBLEM;
}

static enum answer ask_forwarding(const struct facts *facts, struct words *words)
{
	if (!facts->way.not_forwarding)
		return ANSWER_NO;
	words_add(words, "%s", way_out(facts));
	words_add(words, "%s", facts->way.not_forwarding->name);
	words_add(words, "%s",
		  facts->question->to->family == AF_INET ? "net.ipv4.ip_forward"
							 : "net.ipv6.conf.all.forwarding");
	return ANSWER_PROBLEM;
}

/* Whether the first bits of both are the same. */
static bool same_bits(const uint8_t *a, const uint8_t *b, unsigned int bits)
{
	unsigned int rest = bits % 8;

	return memcmp(a, b, bits / 8) == 0 &&
	       (rest == 0 || (uint8_t)((a[bits / 8] ^ b[bits / 8]) >> (8 - rest)) == 0);
}

/* Default routes overlap everything, and every link has its own link-local and multicast ones. */
static bool is_of_interest(const struct route *route)
{
	const uint8_t *to = route->destination;

	if (route->prefix == 0)
		return false;
	return route->family == AF_INET ||
	       !(to[0] == 0xff || (to[0] == 0xfe && (to[1] & 0xc0) == 0x80));
}

static bool overlap(const struct route *a, const struct route *b)
{
	unsigned int bits = a->prefix < b->prefix ? a->prefix : b->prefix;

	return a->family == b->family && a->table == b->table &&
	       same_bits(a->destination, b->destination, bits);
}

/* Of all that overlap one of ours, the one with the most specific route. */
static const struct route *find_rival(const struct facts *facts, const struct route *own)
{
	const struct route *rival = NULL;

	for (size_t i = 0; i < facts->route_count; i++) {
		const struct route *other = &facts->routes[i];

		if (!is_of_interest(other) || !overlap(own, other) ||
		    facts_is_on(facts, other->oif, facts->l3.device->ifindex))
			continue;
		if (!rival || other->prefix > rival->prefix)
			rival = other;
	}
	return rival;
}

/* What becomes of packets: the more specific route wins. */
static const char *whose(const struct route *own, const struct route *rival)
{
	if (rival->prefix > own->prefix)
		return "takes what is sent there";
	return rival->prefix == own->prefix ? "only one of them gets what is sent there"
					    : "gets the rest of it";
}

static void describe_rival(const struct facts *facts, const struct route *own,
			   const struct route *rival, struct words *words)
{
	const struct device *device = facts_link(facts, rival->oif);
	char text[FACTS_ADDRESS_SIZE];

	words_add(words, "%s", device ? device->name : "another interface");
	words_add(words, "%s",
		  facts_address(rival->family, rival->destination, rival->prefix, text));
	words_add(words, "%s", facts_address(own->family, own->destination, own->prefix, text));
	words_add(words, "%s", whose(own, rival));
}

static enum answer ask_same_subnet(const struct facts *facts, struct words *words)
{
	const struct route *worst_own = NULL;
	const struct route *worst = NULL;

	for (size_t i = 0; i < facts->route_count; i++) {
		const struct route *own = &facts->routes[i];
		const struct route *rival;

		if (!is_of_interest(own) ||
		    !facts_is_on(facts, own->oif, facts->l3.device->ifindex))
			continue;
		rival = find_rival(facts, own);
		if (rival && (!worst || (rival->prefix > own->prefix &&
					 worst->prefix <= worst_own->prefix))) {
			worst_own = own;
			worst = rival;
		}
	}
	if (!worst)
		return ANSWER_NO;
	describe_rival(facts, worst_own, worst, words);
	return worst->prefix > worst_own->prefix ? ANSWER_PROBLEM : ANSWER_NOTE;
}

const struct finding findings_route[] = {
	{
		.code = "local-address",
		.needs = FACT_TO,
		.ask = ask_local,
		.sentence = "{TO} is an address of this host: the kernel answers itself, and "
			    "nothing goes out",
		.hint = "ask for another address of the subnet, one that the program behind {IF} "
			"has",
	},
	{
		.code = "no-route",
		.needs = FACT_TO,
		.ask = ask_no_route,
		.sentence = "there is no route to {TO}: {1}",
		.hint = "`ip route add {TO} dev {L3}`, or an address with a prefix that covers it",
	},
	{
		.code = "other-route",
		.needs = FACT_ELSEWHERE,
		.ask = ask_other_route,
		.sentence = "the route to {TO} leads through {1}",
		.hint = "if {TO} is behind {IF}, `ip route add {TO} dev {L3}`",
	},
	{
		.code = "neighbour-failed",
		.needs = FACT_TO,
		.ask = ask_neighbour,
		.sentence = "nobody behind {L3} has answered for {1}",
		.hint = "see that the program is running, and that what is behind it has this "
			"address",
	},
	{
		.code = "rp-filter",
		.needs = FACT_ELSEWHERE,
		.ask = ask_rp_filter,
		.sentence = "what comes in from {TO} through {L3} is dropped: the route to it "
			    "leads through {1}, and reverse path filtering is strict",
		.hint = "if {TO} is behind {IF}, `ip route add {TO} dev {L3}`; or `sysctl -w "
			"net/ipv4/conf/{L3}/rp_filter=2`",
	},
	{
		.code = "forwarding-off",
		.needs = FACT_ELSEWHERE,
		.ask = ask_forwarding,
		.sentence = "the route to {TO} leads through {1}, and {2} forwards nothing",
		.hint = "`sysctl -w {3}=1`",
	},
	{
		.code = "same-subnet",
		.needs = FACT_INTERFACE,
		.ask = ask_same_subnet,
		.sentence = "{1} has a route to {2}, which overlaps {3} of {L3}, and {4}",
		.hint = "give one of them another subnet, or delete one that is left over: "
			"`tunadm del NAME`",
	},
	{0},
};
