// SPDX-License-Identifier: GPL-2.0-or-later
// Parsers of single values: base ten, no signs, the whole string, and within its range.

#include "input/values.h"

#include <errno.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "util/brief.h"
#include "util/cleanup.h"

/* net/core/dev.h and if.h: ALTIFNAMSIZ is 128 with the NUL byte. */
#define ALTNAME_MAX 127u

struct fault *value_fault(struct fault *fault, const char *object, const char *text)
{
	auto_free char *what = NULL;

	/* The value may be a good one. */
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

/* Nanoseconds are what the clock tells apart. */
#define FRACTION_DIGITS 9
#define FRACTION_MAX	999999999u

/* Thirty years are as good as forever. */
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

struct fault *value_mtu(const char *text, uint32_t *mtu)
{
	struct fault *fault = value_number(text, TUN_MTU_MIN, TUN_MTU_MAX, mtu);

	if (fault)
		fault = fault_explain(fault, STATUS_USAGE,
				      "allowed are %u to %u for a tun, %u to %u for a tap",
				      TUN_MTU_MIN, TUN_MTU_MAX, TUN_MTU_MIN, TAP_MTU_MAX);
	return fault;
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

struct fault *value_cidr(const char *text, struct address *address)
{
	const char *slash = strchr(text, '/');
	char host[INET6_ADDRSTRLEN];
	uint64_t prefix;
	int bits;

	memset(address, 0, sizeof(*address));
	if (!slash || (size_t)(slash - text) >= sizeof(host))
		goto malformed;
	memcpy(host, text, (size_t)(slash - text));
	host[slash - text] = '\0';
	address->family = strchr(host, ':') ? AF_INET6 : AF_INET;
	bits = address->family == AF_INET ? 32 : 128;
	if (inet_pton(address->family, host, address->bytes) != 1)
		goto malformed;
	if (!parse_decimal(slash + 1, (uint64_t)bits, &prefix))
		return fault_new(STATUS_USAGE, "the prefix length is 0 to %d for an IPv%d address",
				 bits, bits == 32 ? 4 : 6);
	if (host_cannot_have(address))
		return fault_new(STATUS_USAGE, "no address that a host can have");
	if (address->family == AF_INET6 &&
	    IN6_IS_ADDR_LOOPBACK((const struct in6_addr *)(const void *)address->bytes))
		return fault_new(STATUS_USAGE, "no interface but lo can have it");
	address->prefix = (uint8_t)prefix;
	return NULL;
malformed:
	return fault_new(STATUS_USAGE, "allowed are ADDRESS/PREFIX, such as 192.0.2.1/24 "
				       "or 2001:db8::1/64");
}

struct fault *value_host(const char *text, struct address *address)
{
	memset(address, 0, sizeof(*address));
	address->family = strchr(text, ':') ? AF_INET6 : AF_INET;
	if (inet_pton(address->family, text, address->bytes) != 1)
		return fault_new(STATUS_USAGE, "allowed is an IPv4 or IPv6 address, such as "
					       "192.0.2.1 or 2001:db8::1");
	if (host_cannot_have(address))
		return fault_new(STATUS_USAGE, "no address that a host can have");
	address->prefix = address->family == AF_INET ? 32 : 128;
	return NULL;
}

/* White space as the kernel's isspace() has it: Latin-1's no-break space is among it. */
static bool is_kernel_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0;
}

static struct fault *check_name(const char *text, size_t max)
{
	size_t length = strlen(text);

	if (length == 0)
		return fault_new(STATUS_USAGE, "the name is empty; allowed are 1 to %zu bytes",
				 max);
	if (length > max)
		return fault_new(STATUS_USAGE, "the name has %zu bytes; allowed are 1 to %zu",
				 length, max);
	if (strcmp(text, ".") == 0 || strcmp(text, "..") == 0)
		return fault_new(STATUS_USAGE, "not allowed as a name");
	if (text[0] == '-')
		return fault_new(STATUS_USAGE, "a name may not begin with '-'");
	for (const char *c = text; *c; c++) {
		if (*c == '/' || *c == ':')
			return fault_new(STATUS_USAGE, "a name may not contain '%c'", *c);
		if (is_kernel_space((unsigned char)*c))
			return fault_new(STATUS_USAGE, "a name may not contain white space");
	}
	return NULL;
}

struct fault *value_new_name(const char *text)
{
	struct fault *fault = check_name(text, IFNAMSIZ - 1);
	const char *percent = strchr(text, '%');

	if (!fault && percent && (percent[1] != 'd' || strchr(percent + 1, '%')))
		fault = fault_new(STATUS_USAGE, "a name may contain '%%' only as one %%d, for "
						"which the kernel puts a number");
	return fault;
}

struct fault *value_link_name(const char *text)
{
	struct fault *fault = check_name(text, IFNAMSIZ - 1);

	if (!fault && strchr(text, '%'))
		fault = fault_new(STATUS_USAGE, "a name may not contain '%%' here");
	return fault;
}

struct fault *value_name(const char *text)
{
	return check_name(text, ALTNAME_MAX);
}
