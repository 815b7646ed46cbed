// SPDX-License-Identifier: GPL-2.0-or-later
// Findings about routes: the route to an address and back, and overlapping routes.

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "util/shell-word.h"
#include "why/finding.h"

/* A shorter prefix is not a subnet, but part of a default route. */
#define SUBNET_MIN 8

/*
 * The command that routes packets for the address to the interface: in the table that was looked
 * up, replacing a route to exactly that host, which may lead elsewhere.
 */
static void add_route_command(const struct facts *facts, struct words *words)
{
	char table[sizeof(" table ") + 10] = "";

	if (facts->way.table)
		(void)snprintf(table, sizeof(table), " table %" PRIu32, facts->way.table);
	words_add(words, "`ip route replace %s dev %s%s`", facts->to_text,
		  shell_name(facts->l3.device->name).text, table);
}

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
	add_route_command(facts, words);
	if (!facts->way.ruled)
		words_add(words, ", or an address with a prefix that covers it");
	else
		words_add(words, "; if it is a rule that refuses it, `ip %srule` shows which",
			  facts->question->to->family == AF_INET ? "" : "-6 ");
	return ANSWER_PROBLEM;
}

static const char *way_out(const struct facts *facts)
{
	return facts->way.out ? facts->way.out->name : "another interface";
}

static enum answer ask_other_route(const struct facts *facts, struct words *words)
{
	words_add(words, "%s", way_out(facts));
	add_route_command(facts, words);
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
	add_route_command(facts, words);
	return ANSWER_PROBLEM;
}

static enum answer ask_forwarding(const struct facts *facts, struct words *words)
{
	if (!facts->way.not_forwarding)
		return ANSWER_NO;
	words_add(words, "%s", way_out(facts));
	words_add(words, "%s", facts->way.not_forwarding->name);
	if (facts->question->to->family != AF_INET)
		words_add(words, "`sysctl -w net.ipv6.conf.all.forwarding=1`");
	else if (!facts->way.forwards_all)
		words_add(words, "`sysctl -w net.ipv4.ip_forward=1`");
	else
		words_add(words, "`sysctl -w net.ipv4.ip_forward=1 net/ipv4/conf/%s/forwarding=1`",
			  shell_name(facts->way.not_forwarding->name).text);
	return ANSWER_PROBLEM;
}

/* Whether the first bits of both are equal. */
static bool same_bits(const uint8_t *a, const uint8_t *b, unsigned int bits)
{
	unsigned int rest = bits % 8;

	return memcmp(a, b, bits / 8) == 0 &&
	       (rest == 0 || (uint8_t)((a[bits / 8] ^ b[bits / 8]) >> (8 - rest)) == 0);
}

/*
 * Default routes overlap everything, even split into a few parts as VPNs do (0.0.0.0/1, 2000::/3).
 * Every link has its own link-local and multicast routes.
 */
static bool is_of_interest(const struct route *route)
{
	return route->prefix >= SUBNET_MIN &&
	       !facts_is_within_link(route->family, route->destination);
}

static bool routes_overlap(const struct route *a, const struct route *b)
{
	unsigned int bits = a->prefix < b->prefix ? a->prefix : b->prefix;

	return a->family == b->family && a->table == b->table &&
	       same_bits(a->destination, b->destination, bits);
}

/* The most specific route among those that overlap one of ours. */
static const struct route *find_rival(const struct facts *facts, const struct route *own)
{
	const struct route *rival = NULL;

	for (size_t i = 0; i < facts->route_count; i++) {
		const struct route *other = &facts->routes[i];

		if (!is_of_interest(other) || !routes_overlap(own, other) ||
		    facts_is_on(facts, other->oif, facts->l3.device->ifindex))
			continue;
		if (!rival || other->prefix > rival->prefix)
			rival = other;
	}
	return rival;
}

/* Where packets go: the more specific route wins. */
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
		.hint = "{2}{3}",
	},
	{
		.code = "other-route",
		.needs = FACT_ELSEWHERE,
		.ask = ask_other_route,
		.sentence = "the route to {TO} leads through {1}",
		.hint = "if {TO} is behind {IF}, {2}",
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
		.hint = "if {TO} is behind {IF}, {2}; or `sysctl -w "
			"net/ipv4/conf/{L3}/rp_filter=2`",
	},
	{
		.code = "forwarding-off",
		.needs = FACT_ELSEWHERE,
		.ask = ask_forwarding,
		.sentence = "the route to {TO} leads through {1}, and {2} forwards nothing",
		.hint = "{3}",
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
