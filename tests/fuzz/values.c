// SPDX-License-Identifier: GPL-2.0-or-later
// Arbitrary text for any value: accepted values follow the rules, which are stated here
// independently.

#include <ctype.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "fuzz.h"
#include "property/link-name.h"
#include "property/values.h"
#include "util/cleanup.h"

/* Whether it was accepted; a refusal gives a reason, and has status 2. */
static bool taken(struct fault *fault)
{
	if (!fault)
		return true;
	hold(fault->status == STATUS_USAGE && fault->why && *fault->why);
	fault_free(fault);
	return false;
}

static void check_numbers(const char *text)
{
	uint32_t number;

	if (taken(value_number(text, 68, 65535, &number))) {
		hold(number >= 68 && number <= 65535);
		hold(strtoull(text, NULL, 10) == number);
		hold(strspn(text, "0123456789") == strlen(text));
	}
	if (taken(value_number(text, 0, UINT32_MAX, &number)))
		hold(*text && strtoull(text, NULL, 10) == number);
}

/* The printed form of an address is parsed as the same address. */
static void check_text(const struct address *address)
{
	char text[ADDRESS_TEXT_SIZE];
	struct address again;

	address_text(address, text);
	hold(taken(value_address(text, &again)));
	hold(address_equal(address, &again));
}

static void check_addresses(const char *text)
{
	struct address address;
	uint8_t mac[6];

	if (taken(value_mac(text, mac))) {
		hold(strlen(text) == 17 && !(mac[0] & 1));
		hold(mac[0] || mac[1] || mac[2] || mac[3] || mac[4] || mac[5]);
	}
	if (taken(value_address(text, &address))) {
		hold(address.family == AF_INET || address.family == AF_INET6);
		hold(address.prefix <= (address.family == AF_INET ? 32 : 128));
		hold(strchr(text, '/') || address.has_peer);
		hold(!address.has_peer == !strstr(text, ",peer="));
		hold(strspn(text, "0123456789abcdefABCDEF.:/,per=") == strlen(text));
		check_text(&address);
	}
}

static void check_host(const char *text)
{
	struct address address;
	struct address same;
	auto_free char *cidr = NULL;

	if (!taken(value_host(text, &address)))
		return;
	hold(asprintf(&cidr, "%s/%d", text, address.prefix) > 0);
	/* An address that a host can have, but not our interfaces. */
	if (address.family == AF_INET6 &&
	    IN6_IS_ADDR_LOOPBACK((const struct in6_addr *)(const void *)address.bytes)) {
		hold(!taken(value_address(cidr, &same)));
		return;
	}
	hold(taken(value_address(cidr, &same)));
	hold(address_equal(&address, &same));
}

static void check_names(const char *text)
{
	size_t length = strlen(text);
	bool link = taken(value_link_name(text));
	bool fresh = taken(value_new_name(text));
	bool any = taken(value_name(text));

	hold(!link || fresh);
	hold(!fresh || any);
	if (any) {
		hold(length >= 1 && length <= 127 && text[0] != '-' &&
		     !strpbrk(text, "/: \t\n\v\f\r"));
		hold(strcmp(text, ".") != 0 && strcmp(text, "..") != 0);
	}
	if (fresh)
		hold(length <= 15);
	if (link)
		hold(!strchr(text, '%'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	enum tun_mode mode;
	bool on;

	hold(text);
	memcpy(text, data, size);
	text[size] = '\0';
	check_numbers(text);
	check_addresses(text);
	check_host(text);
	check_names(text);
	if (taken(value_mode(text, &mode)))
		hold(strlen(text) == 3);
	if (taken(value_on_off(text, &on)))
		hold(strlen(text) == (on ? 2 : 3));
	free(text);
	return 0;
}
