// SPDX-License-Identifier: GPL-2.0-or-later
// Describes the payload of an IP packet in one line: ICMP, ICMPv6, TCP and UDP.
#include "packet.h"

#include <arpa/inet.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>

struct name {
	unsigned int value;
	const char *name;
};

static const struct name icmp_types[] = {
	{ICMP_ECHOREPLY, "echo reply"},
	{ICMP_DEST_UNREACH, "destination unreachable"},
	{ICMP_REDIRECT, "redirect"},
	{ICMP_ECHO, "echo request"},
	{ICMP_TIME_EXCEEDED, "time exceeded"},
	{ICMP_PARAMETERPROB, "parameter problem"},
	{0, NULL},
};

static const struct name icmp6_types[] = {
	{ICMP6_DST_UNREACH, "destination unreachable"},
	{ICMP6_PACKET_TOO_BIG, "packet too big"},
	{ICMP6_TIME_EXCEEDED, "time exceeded"},
	{ICMP6_PARAM_PROB, "parameter problem"},
	{ICMP6_ECHO_REQUEST, "echo request"},
	{ICMP6_ECHO_REPLY, "echo reply"},
	{ND_ROUTER_SOLICIT, "router solicitation"},
	{ND_ROUTER_ADVERT, "router advertisement"},
	{ND_NEIGHBOR_SOLICIT, "neighbour solicitation"},
	{ND_NEIGHBOR_ADVERT, "neighbour advertisement"},
	{143, "multicast listener report"},
	{0, NULL},
};

static void add_type(struct text *t, const struct name *names, unsigned int type, unsigned int code)
{
	while (names->name && names->value != type)
		names++;
	if (names->name)
		text_add(t, " %s", names->name);
	else
		text_add(t, " type %u", type);
	if (code)
		text_add(t, ", code %u", code);
}

static void describe_icmp(struct text *t, struct span *s)
{
	const unsigned char *p = span_take(s, 8);

	text_add(t, "ICMP");
	if (!p) {
		text_add(t, " [cut short]");
		return;
	}
	add_type(t, icmp_types, p[0], p[1]);
	if (p[0] == ICMP_ECHO || p[0] == ICMP_ECHOREPLY)
		text_add(t, ", id %u, seq %u", get16(p + 4), get16(p + 6));
	text_add(t, ", %zu bytes", s->len);
}

static void describe_icmp6(struct text *t, struct span *s)
{
	const unsigned char *p = span_take(s, 8), *target;
	char buf[INET6_ADDRSTRLEN];

	text_add(t, "ICMPv6");
	if (!p) {
		text_add(t, " [cut short]");
		return;
	}
	add_type(t, icmp6_types, p[0], p[1]);
	switch (p[0]) {
	case ICMP6_ECHO_REQUEST:
	case ICMP6_ECHO_REPLY: text_add(t, ", id %u, seq %u", get16(p + 4), get16(p + 6)); break;
	case ND_NEIGHBOR_SOLICIT:
	case ND_NEIGHBOR_ADVERT:
		target = span_take(s, 16);
		if (target)
			text_add(t, " for %s", inet_ntop(AF_INET6, target, buf, sizeof(buf)));
		else
			text_add(t, " [cut short]");
		break;
	default: break;
	}
	text_add(t, ", %zu bytes", s->len);
}

static void describe_tcp(struct text *t, struct span *s)
{
	static const char letters[] = "FSRPAUEC"; /* from the lowest bit on: FIN, SYN, RST, ... */
	const unsigned char *p = span_take(s, 20);
	size_t header;

	text_add(t, "TCP");
	if (!p) {
		text_add(t, " [cut short]");
		return;
	}
	text_add(t, " %u > %u ", get16(p), get16(p + 2));
	for (int bit = 0; letters[bit]; bit++) {
		if (p[13] & 1u << bit)
			text_add(t, "%c", letters[bit]);
	}
	text_add(t, ", seq %u, ack %u, window %u", get32(p + 4), get32(p + 8), get16(p + 14));

	header = (p[12] >> 4) * 4u;
	if (header < 20 || !span_take(s, header - 20))
		text_add(t, " [wrong header length]");
	else
		text_add(t, ", %zu bytes", s->len);
}

static void describe_udp(struct text *t, struct span *s)
{
	const unsigned char *p = span_take(s, 8);
	unsigned int len;

	text_add(t, "UDP");
	if (!p) {
		text_add(t, " [cut short]");
		return;
	}
	text_add(t, " %u > %u", get16(p), get16(p + 2));
	len = get16(p + 4);
	if (len < 8 || len - 8 > s->len)
		text_add(t, " [wrong length]");
	else
		span_limit(s, len - 8);
	text_add(t, ", %zu bytes", s->len);
}

void describe_transport(struct text *t, struct span *s, unsigned int protocol)
{
	switch (protocol) {
	case IPPROTO_ICMP: describe_icmp(t, s); break;
	case IPPROTO_ICMPV6: describe_icmp6(t, s); break;
	case IPPROTO_TCP: describe_tcp(t, s); break;
	case IPPROTO_UDP: describe_udp(t, s); break;
	default: text_add(t, "protocol %u, %zu bytes", protocol, s->len);
	}
}
