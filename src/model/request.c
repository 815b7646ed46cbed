// SPDX-License-Identifier: GPL-2.0-or-later
// Requests: the rules that hold between the parts of what is asked for.

#include "model/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

const char *request_property_name(unsigned int property)
{
	switch (property) {
	case REQUEST_MODE: return "mode";
	case REQUEST_OWNER: return "owner";
	case REQUEST_GROUP: return "group";
	case REQUEST_ANYONE: return "anyone";
	case REQUEST_PI: return "pi";
	case REQUEST_VNET_HDR: return "vnet-hdr";
	case REQUEST_MULTI_QUEUE: return "multi-queue";
	case REQUEST_MAC: return "mac";
	case REQUEST_MTU: return "mtu";
	case REQUEST_TXQUEUELEN: return "txqueuelen";
	case REQUEST_UP: return "up";
	case REQUEST_MASTER: return "master";
	case REQUEST_ADDRESS: return "address";
	case REQUEST_PERSIST: return "persist";
	default: return NULL;
	}
}

void request_property_names(unsigned int properties, char names[REQUEST_NAMES_SIZE])
{
	char *to = names;

	*to = '\0';
	for (unsigned int bit = 1; bit <= properties && bit; bit <<= 1) {
		if (!(properties & bit))
			continue;
		if (to != names)
			to = stpcpy(to, ", ");
		to = stpcpy(to, request_property_name(bit));
	}
}

enum tun_mode request_mode(const struct request *request, const char *name)
{
	if (request->given & REQUEST_MODE)
		return request->mode;
	if (strncmp(name, "tun", 3) == 0)
		return TUN_MODE_TUN;
	if (strncmp(name, "tap", 3) == 0)
		return TUN_MODE_TAP;
	return TUN_MODE_NONE;
}

static struct fault *refuse_mtu(uint32_t mtu, uint32_t max, enum tun_mode mode)
{
	char what[40];

	(void)snprintf(what, sizeof(what), "invalid value '%u'", mtu);
	return fault_wrap(fault_new(STATUS_USAGE, "allowed are %u to %u for a %s", TUN_MTU_MIN, max,
				    tun_mode_name(mode)),
			  "--mtu", what);
}

struct fault *request_check_ipv6(const struct request *request, uint32_t mtu)
{
	for (size_t i = 0; mtu < IPV6_MIN_MTU && i < request->address_count; i++)
		if (request->addresses[i].family == AF_INET6)
			return fault_new(STATUS_CONFLICT, "IPv6 needs an MTU of at least %u",
					 IPV6_MIN_MTU);
	return NULL;
}

struct fault *request_check(const struct request *request, const char *name)
{
	enum tun_mode mode = request_mode(request, name);
	uint32_t max_mtu = mode == TUN_MODE_TUN ? TUN_MTU_MAX : TAP_MTU_MAX;

	if (mode == TUN_MODE_NONE)
		return fault_hint(fault_new(STATUS_USAGE,
					    "no mode is given, and the name begins with "
					    "neither tun nor tap"),
				  "add --mode tun or --mode tap");
	if ((request->given & REQUEST_MTU) && request->mtu > max_mtu)
		return refuse_mtu(request->mtu, max_mtu, mode);
	if ((request->given & REQUEST_MAC) && mode == TUN_MODE_TUN)
		return fault_new(STATUS_CONFLICT, "a tun has no MAC address");
	return request->given & REQUEST_MTU ? request_check_ipv6(request, request->mtu) : NULL;
}

bool address_equal(const struct address *a, const struct address *b)
{
	size_t size = a->family == AF_INET ? 4 : 16;

	return a->family == b->family && a->prefix == b->prefix &&
	       memcmp(a->bytes, b->bytes, size) == 0;
}

struct fault *request_add_address(struct request *request, const struct address *address)
{
	struct address *addresses;

	for (size_t i = 0; i < request->address_count; i++)
		if (address_equal(&request->addresses[i], address))
			return fault_new(STATUS_USAGE, "the same address is given twice");
	addresses =
		reallocarray(request->addresses, request->address_count + 1, sizeof(*addresses));
	if (!addresses)
		return fault_memory();
	addresses[request->address_count++] = *address;
	request->addresses = addresses;
	request->given |= REQUEST_ADDRESS;
	return NULL;
}

void request_clear(struct request *request)
{
	free(request->addresses);
	*request = (struct request){0};
}
