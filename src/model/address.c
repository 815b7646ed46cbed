// SPDX-License-Identifier: GPL-2.0-or-later
// Addresses: comparison, and the text for --address.

#include "model/address.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

bool address_equal(const struct address *a, const struct address *b)
{
	size_t size = a->family == AF_INET ? 4 : 16;

	return a->family == b->family && a->prefix == b->prefix && a->has_peer == b->has_peer &&
	       memcmp(a->bytes, b->bytes, size) == 0 &&
	       (!a->has_peer || memcmp(a->peer, b->peer, size) == 0);
}

/* With a peer, the network is the peer's. */
static bool same_network(const struct address *a, const struct address *b)
{
	const uint8_t *left = a->has_peer ? a->peer : a->bytes;
	const uint8_t *right = b->has_peer ? b->peer : b->bytes;
	unsigned int whole = a->prefix / 8u;
	unsigned int rest = a->prefix % 8u;

	return a->prefix == b->prefix && memcmp(left, right, whole) == 0 &&
	       (!rest || (left[whole] ^ right[whole]) >> (8 - rest) == 0);
}

bool address_excludes(const struct address *a, const struct address *b)
{
	if (a->family != b->family ||
	    memcmp(a->bytes, b->bytes, a->family == AF_INET ? 4 : 16) != 0)
		return false;
	return a->family == AF_INET6 || same_network(a, b);
}

bool address_shares_network(const struct address *a, const struct address *b)
{
	return a->family == AF_INET && b->family == AF_INET && same_network(a, b);
}

void address_text(const struct address *address, char text[ADDRESS_TEXT_SIZE])
{
	char local[INET6_ADDRSTRLEN] = "";
	char peer[INET6_ADDRSTRLEN] = "";

	(void)inet_ntop(address->family, address->bytes, local, sizeof(local));
	if (address->has_peer)
		(void)inet_ntop(address->family, address->peer, peer, sizeof(peer));
	(void)snprintf(text, ADDRESS_TEXT_SIZE, "%s%s%s/%u", local,
		       address->has_peer ? ",peer=" : "", peer, address->prefix);
}

bool address_is_link_local(const struct address *address)
{
	return address->family == AF_INET6 && address->bytes[0] == 0xfe &&
	       (address->bytes[1] & 0xc0) == 0x80;
}
