// SPDX-License-Identifier: GPL-2.0-or-later
// Findings about IP addresses.

#include <arpa/inet.h>
#include <sys/socket.h>

#include "why/finding.h"

/* Those that IPv6 makes by itself on every link, and nobody has asked for. */
static bool is_automatic(const struct link_address *address)
{
	const uint8_t *bytes = address->address.bytes;

	return address->address.family == AF_INET6 && bytes[0] == 0xfe &&
	       (bytes[1] & 0xc0) == 0x80 && address->origin != LINK_ORIGIN_OTHER;
}

/* The first address of the link that somebody has given to it, or NULL. */
static const struct link_address *given(const struct facts *facts, const struct link_fact *link)
{
	for (size_t i = 0; i < facts->address_count; i++)
		if (facts->addresses[i].ifindex == link->device->ifindex &&
		    !is_automatic(&facts->addresses[i]))
			return &facts->addresses[i];
	return NULL;
}

static enum answer ask_no_address(const struct facts *facts, struct words *words)
{
	(void)words;
	return !facts->link.master && !given(facts, &facts->link) ? ANSWER_NOTE : ANSWER_NO;
}

static enum answer ask_port(const struct facts *facts, struct words *words)
{
	const struct link_address *address = given(facts, &facts->link);
	char text[INET6_ADDRSTRLEN];

	if (!address)
		return ANSWER_NO;
	words_add(words, "%s/%u",
		  inet_ntop(address->address.family, address->address.bytes, text, sizeof(text)),
		  address->address.prefix);
	return ANSWER_PROBLEM;
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
	{0},
};
