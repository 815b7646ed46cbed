// SPDX-License-Identifier: GPL-2.0-or-later
// Addresses in the table, in JSON with the words of ip(8), and in entries.

#include "property/address-show.h"

#include <arpa/inet.h>
#include <linux/if_addr.h>

const struct address_flag address_flags[] = {
	{IFA_F_NODAD, "nodad"},
	{IFA_F_OPTIMISTIC, "optimistic"},
	{IFA_F_DADFAILED, "dadfailed"},
	{IFA_F_HOMEADDRESS, "home"},
	{IFA_F_DEPRECATED, "deprecated"},
	{IFA_F_TENTATIVE, "tentative"},
	{IFA_F_MANAGETEMPADDR, "mngtmpaddr"},
	{IFA_F_NOPREFIXROUTE, "noprefixroute"},
	{IFA_F_MCAUTOJOIN, "autojoin"},
	{IFA_F_STABLE_PRIVACY, "stable-privacy"},
	{0},
};

/*
 * A flag that is set becomes a key with the value true; those without a name become one number.
 * IFA_F_SECONDARY means IFA_F_TEMPORARY for IPv6.
 */
static void set_address_flags(struct json_builder *builder, json_t *object,
			      const struct link_address *address)
{
	uint32_t rest = address->flags & ~(uint32_t)(IFA_F_PERMANENT | IFA_F_SECONDARY);
	char number[16];

	if (address->flags & IFA_F_SECONDARY)
		json_build_bool(builder, object,
				address->address.family == AF_INET6 ? "temporary" : "secondary",
				true);
	for (const struct address_flag *flag = address_flags; flag->bit; flag++) {
		if (rest & flag->bit)
			json_build_bool(builder, object, flag->name, true);
		rest &= ~flag->bit;
	}
	if (!address->permanent)
		json_build_bool(builder, object, "dynamic", true);
	if (!rest)
		return;
	(void)snprintf(number, sizeof(number), "%02x", rest);
	json_build_text(builder, object, "ifa_flags", number);
}

static void set_bytes(struct json_builder *builder, json_t *object, const char *key, int family,
		      const uint8_t *bytes)
{
	char text[INET6_ADDRSTRLEN] = "";

	(void)inet_ntop(family, bytes, text, sizeof(text));
	json_build_text(builder, object, key, text);
}

const char *address_scope(uint8_t scope, char number[ADDRESS_SCOPE_SIZE])
{
	switch (scope) {
	case LINK_SCOPE_GLOBAL: return "global";
	case LINK_SCOPE_SITE: return "site";
	case LINK_SCOPE_LINK: return "link";
	case LINK_SCOPE_HOST: return "host";
	case LINK_SCOPE_NOWHERE: return "nowhere";
	default: (void)snprintf(number, ADDRESS_SCOPE_SIZE, "%u", scope);
	}
	return number;
}

static void set_protocol(struct json_builder *builder, json_t *object, uint8_t protocol)
{
	static const char *const names[LINK_ADDRESS_PROTO_KERNEL_MAX + 1] = {
		NULL, "kernel_lo", "kernel_ra", "kernel_ll"};
	char number[8];

	(void)snprintf(number, sizeof(number), "%#x", protocol);
	if (protocol)
		json_build_text(builder, object, "protocol",
				protocol <= LINK_ADDRESS_PROTO_KERNEL_MAX ? names[protocol]
									  : number);
}

static json_t *address_object(struct json_builder *builder, const struct link_address *address)
{
	const struct address *own = &address->address;
	json_t *object = json_build_object();
	char scope[ADDRESS_SCOPE_SIZE];

	json_build_text(builder, object, "family", own->family == AF_INET ? "inet" : "inet6");
	set_bytes(builder, object, "local", own->family, own->bytes);
	if (own->has_peer)
		set_bytes(builder, object, "address", own->family, own->peer);
	json_build_number(builder, object, "prefixlen", own->prefix);
	if (address->metric)
		json_build_number(builder, object, "metric", address->metric);
	if (address->has_broadcast)
		set_bytes(builder, object, "broadcast", AF_INET, address->broadcast);
	json_build_text(builder, object, "scope", address_scope(address->scope, scope));
	set_protocol(builder, object, address->protocol);
	set_address_flags(builder, object, address);
	if (address->label[0])
		json_build_text(builder, object, "label", address->label);
	if (address->has_lifetimes) {
		json_build_number(builder, object, "valid_life_time", address->valid);
		json_build_number(builder, object, "preferred_life_time", address->preferred);
	}
	return object;
}

void address_json(struct json_builder *builder, json_t *object, const struct device *device,
		  struct listing *listing)
{
	size_t count;
	const struct link_address *addresses = listing_addresses(listing, device->ifindex, &count);
	json_t *array = json_build_array();

	for (size_t i = 0; i < count; i++)
		json_build_append(builder, array, address_object(builder, &addresses[i]));
	json_build_set(builder, object, "addr_info", array);
}

static void address_column(FILE *cell, const struct device *device, struct listing *listing)
{
	size_t count;
	const struct link_address *addresses = listing_addresses(listing, device->ifindex, &count);

	for (size_t i = 0; i < count; i++) {
		char text[ADDRESS_TEXT_SIZE];

		address_text(&addresses[i].address, text);
		(void)fprintf(cell, "%s%s", i ? "," : "", text);
	}
}

const struct column address_columns[] = {
	{"ADDRESSES", "IP addresses with their prefixes, and their peers",
	 .needs = LISTING_ADDRESSES, .print = address_column},
	{0},
};
