// SPDX-License-Identifier: GPL-2.0-or-later
// Parsers of single values: base ten, no signs, the whole string, and within its range.

#include "property/values.h"

#include <errno.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "util/brief.h"
#include "util/cleanup.h"

struct fault *value_fault(struct fault *fault, const char *object, const char *text)
{
	auto_free char *what = NULL;

	/* The value itself may be valid. */
	if (fault->error == ENOMEM)
		return fault_wrap(fault, object, NULL);
	if (asprintf(&what, "invalid value '%s'", brief(text).text) < 0) {
		what = NULL;
		fault_free(fault);
		return fault_memory();
	}
	return fault_wrap(fault, object, what);
}

static bool parse_decimal(const char *text, uint64_t max, uint64_t *number)
{
	uint64_t value = 0;

	if (!*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		value = value * 10 + (uint64_t)(*text - '0');
		if (value > max)
			return false;
	}
	*number = value;
	return true;
}

struct fault *value_number(const char *text, uint32_t min, uint32_t max, uint32_t *number)
{
	uint64_t value;

	if (!parse_decimal(text, max, &value) || value < min)
		return fault_new(STATUS_USAGE, "allowed are %u to %u", min, max);
	*number = (uint32_t)value;
	return NULL;
}

struct fault *value_mode(const char *text, enum tun_mode *mode)
{
	if (strcmp(text, "tun") == 0)
		*mode = TUN_MODE_TUN;
	else if (strcmp(text, "tap") == 0)
		*mode = TUN_MODE_TAP;
	else
		return fault_new(STATUS_USAGE, "allowed are tun and tap");
	return NULL;
}

struct fault *value_on_off(const char *text, bool *on)
{
	*on = strcmp(text, "on") == 0;
	if (!*on && strcmp(text, "off") != 0)
		return fault_new(STATUS_USAGE, "allowed are on and off");
	return NULL;
}

struct fault *value_state(const char *text, enum state *state)
{
	for (int known = 0; known < STATE_COUNT; known++) {
		if (strcmp(text, state_name(known)) != 0)
			continue;
		*state = known;
		return NULL;
	}
	return fault_new(STATUS_USAGE, "allowed are present, absent, attached, idle and up");
}

/* The resolution of the clock is a nanosecond. */
#define FRACTION_DIGITS 9
#define FRACTION_MAX	999999999u

/* Thirty years, in effect no limit. */
#define SECONDS_MAX 1000000000u

struct fault *value_seconds(const char *text, int64_t *nanoseconds)
{
	const char *point = strchr(text, '.');
	auto_free char *whole = point ? strndup(text, (size_t)(point - text)) : strdup(text);
	size_t digits = point ? strlen(point + 1) : 0;
	uint64_t fraction = 0;
	uint64_t seconds;

	if (!whole)
		return fault_memory();
	if (!parse_decimal(whole, SECONDS_MAX, &seconds) ||
	    (point && !parse_decimal(point + 1, FRACTION_MAX, &fraction)) ||
	    digits > FRACTION_DIGITS)
		return fault_new(STATUS_USAGE,
				 "allowed are seconds from 0 to %u, such as 10 or 0.5",
				 SECONDS_MAX);
	for (size_t i = digits; i < FRACTION_DIGITS; i++)
		fraction *= 10;
	*nanoseconds = (int64_t)(seconds * (FRACTION_MAX + 1) + fraction);
	return NULL;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool parse_mac(const char *text, uint8_t mac[6])
{
	for (int i = 0; i < 6; i++) {
		int high = hex_digit(text[0]);
		int low = high < 0 ? -1 : hex_digit(text[1]);

		if (low < 0 || text[2] != (i < 5 ? ':' : '\0'))
			return false;
		mac[i] = (uint8_t)(high << 4 | low);
		text += 3;
	}
	return true;
}

struct fault *value_mac(const char *text, uint8_t mac[6])
{
	static const uint8_t zero[6];

	if (!parse_mac(text, mac))
		return fault_new(STATUS_USAGE, "allowed are six octets in hexadecimal, "
					       "such as 02:00:00:00:00:01");
	if (mac[0] & 1)
		return fault_new(STATUS_USAGE, "a multicast address; allowed are unicast ones, "
					       "whose first octet is even");
	if (memcmp(mac, zero, sizeof(zero)) == 0)
		return fault_new(STATUS_USAGE, "the zero address; allowed are unicast ones, "
					       "such as 02:00:00:00:00:01");
	return NULL;
}

static bool host_cannot_have(const struct address *address)
{
	if (address->family == AF_INET)
		return address->bytes[0] == 0 || (address->bytes[0] & 0xf0) == 0xe0 ||
		       memcmp(address->bytes, "\xff\xff\xff\xff", 4) == 0;
	return address->bytes[0] == 0xff ||
	       IN6_IS_ADDR_UNSPECIFIED((const struct in6_addr *)(const void *)address->bytes);
}

/* An address of either family, without a prefix. */
static bool parse_host(const char *text, int *family, uint8_t bytes[16])
{
	memset(bytes, 0, 16);
	*family = strchr(text, ':') ? AF_INET6 : AF_INET;
	return inet_pton(*family, text, bytes) == 1;
}

static struct fault *parse_prefix(const char *text, int family, uint8_t *prefix)
{
	unsigned int bits = family == AF_INET ? 32 : 128;
	uint64_t number;

	if (!parse_decimal(text, bits, &number))
		return fault_new(STATUS_USAGE, "the prefix length is 0 to %u for an IPv%d address",
				 bits, family == AF_INET ? 4 : 6);
	*prefix = (uint8_t)number;
	return NULL;
}

static struct fault *malformed(void)
{
	return fault_new(STATUS_USAGE, "allowed are ADDRESS/PREFIX, such as 192.0.2.1/24 "
				       "or 2001:db8::1/64, and ADDRESS,peer=ADDRESS");
}

static struct fault *check_host(const struct address *address)
{
	if (host_cannot_have(address))
		return fault_new(STATUS_USAGE, "no address that a host can have");
	if (address->family == AF_INET6 &&
	    IN6_IS_ADDR_LOOPBACK((const struct in6_addr *)(const void *)address->bytes))
		return fault_new(STATUS_USAGE, "no interface but lo can have it");
	return NULL;
}

/* Removes "/PREFIX" from the text; *has says whether it was there. */
static struct fault *cut_prefix(char *text, struct address *address, bool *has)
{
	char *slash = strchr(text, '/');
	int family = strchr(text, ':') ? AF_INET6 : AF_INET;

	*has = slash != NULL;
	address->prefix = family == AF_INET ? 32 : 128;
	if (!slash)
		return NULL;
	*slash = '\0';
	return parse_prefix(slash + 1, family, &address->prefix);
}

static struct fault *parse_peer(char *text, struct address *address)
{
	struct address peer = {0};
	bool has_prefix;
	struct fault *fault = cut_prefix(text, &peer, &has_prefix);

	if (fault)
		return fault;
	if (!parse_host(text, &peer.family, peer.bytes))
		return malformed();
	if (peer.family != address->family)
		return fault_new(STATUS_USAGE, "address and peer are of different families");
	fault = check_host(&peer);
	if (fault)
		return fault;
	if (memcmp(peer.bytes, address->bytes, sizeof(peer.bytes)) == 0)
		return fault_new(STATUS_USAGE, "address and peer are the same");
	memcpy(address->peer, peer.bytes, sizeof(peer.bytes));
	address->has_peer = true;
	address->prefix = peer.prefix;
	return NULL;
}

struct fault *value_address(const char *text, struct address *address)
{
	static const char peer_key[] = ",peer=";
	auto_free char *copy = strdup(text);
	char *peer;
	bool has_prefix;
	struct fault *fault;

	memset(address, 0, sizeof(*address));
	if (!copy)
		return fault_memory();
	peer = strstr(copy, peer_key);
	if (peer) {
		*peer = '\0';
		peer += strlen(peer_key);
	}
	fault = cut_prefix(copy, address, &has_prefix);
	if (!parse_host(copy, &address->family, address->bytes) || (!has_prefix && !peer)) {
		fault_free(fault);
		return malformed();
	}
	if (!fault)
		fault = check_host(address);
	if (!fault && peer)
		fault = parse_peer(peer, address);
	return fault;
}

struct fault *value_host(const char *text, struct address *address)
{
	memset(address, 0, sizeof(*address));
	if (!parse_host(text, &address->family, address->bytes))
		return fault_new(STATUS_USAGE, "allowed is an IPv4 or IPv6 address, such as "
					       "192.0.2.1 or 2001:db8::1");
	if (host_cannot_have(address))
		return fault_new(STATUS_USAGE, "no address that a host can have");
	address->prefix = address->family == AF_INET ? 32 : 128;
	return NULL;
}
