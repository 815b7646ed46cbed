// SPDX-License-Identifier: GPL-2.0-or-later
// Describes a packet in one line: Ethernet, ARP, IPv4 and IPv6.
#include "packet.h"

#include <arpa/inet.h>
#include <net/ethernet.h>
#include <netinet/in.h>

#define MAC	  "%02x:%02x:%02x:%02x:%02x:%02x"
#define BYTES6(p) (p)[0], (p)[1], (p)[2], (p)[3], (p)[4], (p)[5]

const unsigned char *span_take(struct span *s, size_t count)
{
	const unsigned char *taken = s->bytes;

	if (count > s->len)
		return NULL;
	s->bytes += count;
	s->len -= count;
	return taken;
}

void span_limit(struct span *s, size_t len)
{
	if (s->len > len)
		s->len = len;
}

unsigned int get16(const unsigned char *p)
{
	return (unsigned int)p[0] << 8 | p[1];
}

unsigned int get32(const unsigned char *p)
{
	return get16(p) << 16 | get16(p + 2);
}

static void add_address(struct text *t, int family, const unsigned char *address)
{
	char buf[INET6_ADDRSTRLEN];

	text_add(t, "%s", inet_ntop(family, address, buf, sizeof(buf)));
}

static void describe_arp(struct text *t, struct span *s)
{
	enum {
		ARP_REQUEST = 1,
		ARP_REPLY = 2
	};
	const unsigned char *p = span_take(s, 28);

	if (!p) {
		text_add(t, "ARP [cut short]");
		return;
	}
	/* Ethernet and IPv4, with the lengths of their addresses; others are very rare. */
	if (get16(p) != 1 || get16(p + 2) != ETHERTYPE_IP || p[4] != 6 || p[5] != 4) {
		text_add(t, "ARP for something else than IPv4 on Ethernet");
		return;
	}
	switch (get16(p + 6)) {
	case ARP_REQUEST:
		text_add(t, "ARP who has ");
		add_address(t, AF_INET, p + 24);
		text_add(t, ", asks ");
		add_address(t, AF_INET, p + 14);
		break;
	case ARP_REPLY:
		text_add(t, "ARP ");
		add_address(t, AF_INET, p + 14);
		text_add(t, " is at " MAC, BYTES6(p + 8));
		break;
	default: text_add(t, "ARP operation %u", get16(p + 6));
	}
}

static void describe_ipv4(struct text *t, struct span *s)
{
	const unsigned char *p = span_take(s, 20);
	size_t header, total;
	unsigned int fragment;

	if (!p) {
		text_add(t, "IPv4 [cut short]");
		return;
	}
	add_address(t, AF_INET, p + 12);
	text_add(t, " > ");
	add_address(t, AF_INET, p + 16);
	text_add(t, " ");

	header = (p[0] & 0x0f) * 4u;
	total = get16(p + 2);
	if (header < 20 || total < header || !span_take(s, header - 20)) {
		text_add(t, "[wrong header length]");
		return;
	}
	/*
	 * With segmentation offload a packet may be larger than the field can express; the field is
	 * then 0, which was refused above. Bytes after that length are padding.
	 */
	if (total - header > s->len)
		text_add(t, "[cut short] ");
	span_limit(s, total - header);

	fragment = get16(p + 6);
	if (fragment & 0x1fff)
		text_add(t, "protocol %u, fragment at %u", p[9], (fragment & 0x1fff) * 8);
	else
		describe_transport(t, s, p[9]);
	if (fragment & 0x2000)
		text_add(t, ", more fragments");
}

/*
 * Skips the extension headers. Each gives the type of the next one and its own length; as each has
 * at least eight bytes, the walk ends with the packet at the latest. Returns false if nothing
 * follows them that could be described.
 */
static bool skip_extensions(struct text *t, struct span *s, unsigned int *next)
{
	const unsigned char *p;

	for (;;) {
		switch (*next) {
		case IPPROTO_HOPOPTS:
		case IPPROTO_ROUTING:
		case IPPROTO_DSTOPTS:
			p = span_take(s, 8);
			if (!p || !span_take(s, p[1] * 8u)) {
				text_add(t, "[extension header cut short]");
				return false;
			}
			break;
		case IPPROTO_FRAGMENT:
			p = span_take(s, 8);
			if (!p) {
				text_add(t, "[extension header cut short]");
				return false;
			}
			if (get16(p + 2) & 0xfff8) {
				text_add(t, "protocol %u, fragment at %u", p[0],
					 get16(p + 2) & 0xfff8);
				return false;
			}
			text_add(t, "first fragment ");
			break;
		default: return true;
		}
		*next = p[0];
	}
}

static void describe_ipv6(struct text *t, struct span *s)
{
	const unsigned char *p = span_take(s, 40);
	unsigned int next;

	if (!p) {
		text_add(t, "IPv6 [cut short]");
		return;
	}
	add_address(t, AF_INET6, p + 8);
	text_add(t, " > ");
	add_address(t, AF_INET6, p + 24);
	text_add(t, " ");

	if (get16(p + 4) > s->len)
		text_add(t, "[cut short] ");
	span_limit(s, get16(p + 4));
	next = p[6];
	if (skip_extensions(t, s, &next))
		describe_transport(t, s, next);
}

void describe_ip(struct text *t, struct span *s)
{
	unsigned int version = s->len ? s->bytes[0] >> 4 : 0;

	if (version == 4)
		describe_ipv4(t, s);
	else if (version == 6)
		describe_ipv6(t, s);
	else if (s->len)
		text_add(t, "neither IPv4 nor IPv6");
	else
		text_add(t, "empty");
}

void describe_ethernet(struct text *t, struct span *s)
{
	const unsigned char *p = span_take(s, 14), *tag;
	unsigned int type;

	if (!p) {
		text_add(t, "Ethernet [cut short]");
		return;
	}
	text_add(t, MAC " > " MAC " ", BYTES6(p + 6), BYTES6(p));
	type = get16(p + 12);
	while (type == ETHERTYPE_VLAN || type == 0x88a8) {
		tag = span_take(s, 4);
		if (!tag) {
			text_add(t, "VLAN [cut short]");
			return;
		}
		text_add(t, "VLAN %u ", get16(tag) & 0xfff);
		type = get16(tag + 2);
	}

	switch (type) {
	case ETHERTYPE_ARP: describe_arp(t, s); break;
	case ETHERTYPE_IP: describe_ipv4(t, s); break;
	case ETHERTYPE_IPV6: describe_ipv6(t, s); break;
	default:
		/* Below 1536 it is a length, as in IEEE 802.3. */
		if (type < 1536)
			text_add(t, "IEEE 802.3");
		else
			text_add(t, "type 0x%04x", type);
	}
}
