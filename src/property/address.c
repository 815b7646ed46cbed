// SPDX-License-Identifier: GPL-2.0-or-later
// --address: IPv4 and IPv6 addresses, with or without a peer.

#include "property/property.h"

#include <sys/socket.h>

#include "kernel/link-attribute.h"
#include "kernel/sysctl.h"
#include "property/address-entry.h"
#include "property/address-match.h"
#include "property/address-set.h"
#include "property/address-show.h"
#include "property/bridged.h"
#include "property/ipv6.h"
#include "property/values.h"

static struct fault *append_address(struct value *value, const struct address *address)
{
	if (address_is_among(value, address))
		return fault_new(STATUS_USAGE, "the same address is given twice");
	return value_append(value, address, sizeof(*address)) < 0 ? fault_memory() : NULL;
}

static struct fault *address_parse(const char *text, struct value *value)
{
	struct address address;
	struct fault *fault = value_address(text, &address);
	char other[ADDRESS_TEXT_SIZE];

	for (size_t i = 0; !fault && i < value->count; i++) {
		if (address_equal(address_item(value, i), &address) ||
		    !address_excludes(address_item(value, i), &address))
			continue;
		address_text(address_item(value, i), other);
		fault = fault_new(STATUS_USAGE, "an interface that has %s cannot have it too",
				  other);
	}
	return fault ? fault : append_address(value, &address);
}

static struct fault *address_parse_back(const char *text, struct value *withdrawal)
{
	struct address address;
	struct fault *fault = value_address(text, &address);

	return fault ? fault : append_address(withdrawal, &address);
}

static struct fault *refuse_ipv6(const struct request *request, uint64_t mtu)
{
	const struct value *addresses = &request->values[PROPERTY_ADDRESS];

	for (size_t i = 0; i < addresses->count; i++)
		if (address_item(addresses, i)->family == AF_INET6)
			return ipv6_refuse_mtu(mtu);
	return NULL;
}

static struct fault *address_check(const struct request *request, enum tun_mode mode)
{
	const struct value *wanted = &request->values[PROPERTY_ADDRESS];
	const struct value *unwanted = &request->withdrawals[PROPERTY_ADDRESS];

	(void)mode;
	for (size_t i = 0; i < unwanted->count; i++)
		if (address_is_among(wanted, address_item(unwanted, i)))
			return fault_wrap(
				fault_new(STATUS_USAGE, "the same address is given with --address"),
				property_address.back, NULL);
	if (!request_has(request, PROPERTY_MTU))
		return NULL;
	return refuse_ipv6(request, request_number(request, PROPERTY_MTU));
}

static struct fault *address_conflict(const struct device *device, const struct request *request)
{
	return request_has(request, PROPERTY_MTU) ? NULL : refuse_ipv6(request, link_mtu(device));
}

/* Whether it is to stay, and the kernel would take it away with the link. */
static bool must_return(const struct property_change *change, const struct address *there)
{
	return there->family == AF_INET6 &&
	       address_is_among(&change->request->values[PROPERTY_ADDRESS], there) &&
	       (address_link_falls(change) ||
		bridged_cycles_link(change->engine, change->request, change->device));
}

/* Finds what to add: all requested addresses that do not exist. */
static struct fault *note_arrivals(struct property_change *change, const struct link_address *there,
				   size_t count)
{
	const struct value *wanted = &change->request->values[PROPERTY_ADDRESS];
	struct fault *fault = NULL;

	for (size_t i = 0; !fault && i < wanted->count; i++) {
		const struct address *address = address_item(wanted, i);

		if (address_find(there, count, address))
			continue;
		fault = address_refuse_other(change, there, count, address);
		if (!fault && value_append(&change->add, address, sizeof(*address)) < 0)
			fault = fault_memory();
	}
	return fault;
}

/* Whether removing one address would also remove the other. */
static bool depends(const struct property_change *change, const struct link_address *there,
		    size_t count, const struct link_address *address)
{
	for (size_t i = 0; i < count; i++)
		if (address_goes(change->request, &there[i].address) &&
		    address_shares_network(&there[i].address, &address->address))
			return true;
	return false;
}

/* Finds what to remove, and what is removed with it, in the kernel's order. */
static struct fault *note_departures(struct property_change *change,
				     const struct link_address *there, size_t count)
{
	bool any = false;

	for (size_t i = 0; i < count; i++)
		any |= address_goes(change->request, &there[i].address) ||
		       must_return(change, &there[i].address);
	for (size_t i = 0; any && i < count; i++) {
		struct departure one = {.address = there[i]};

		one.returns = !address_goes(change->request, &there[i].address);
		if (one.returns && !must_return(change, &there[i].address) &&
		    !depends(change, there, count, &there[i]))
			continue;
		if (value_append(&change->remove, &one, sizeof(one)) < 0)
			return fault_memory();
	}
	return NULL;
}

/* A new interface has no addresses, so none are looked up. */
static struct fault *address_differs(struct property_change *change, bool *differs)
{
	const struct link_address *there = NULL;
	struct fault *fault = NULL;
	size_t count = 0;

	if (!change->fresh)
		fault = engine_addresses(change->engine, change->device->ifindex, &there, &count);
	if (!fault)
		fault = note_arrivals(change, there, count);
	if (!fault)
		fault = note_departures(change, there, count);
	*differs = change->add.count || change->remove.count;
	return fault;
}

/* An interface that IPv6 has been switched off on has none of its addresses. */
static struct fault *address_rehearse(const struct request *request, const char *name,
				      const struct device *device)
{
	const struct value *wanted = &request->values[PROPERTY_ADDRESS];
	const char *conf = device ? device->name : "default";
	long off = 0;

	(void)name;
	for (size_t i = 0; i < wanted->count; i++)
		if (address_item(wanted, i)->family == AF_INET6)
			return sysctl_number("ipv6", conf, "disable_ipv6", &off) && off
				       ? ipv6_disabled()
				       : NULL;
	return NULL;
}

const struct property property_address = {
	.option = "--address",
	.argument = "CIDR[,peer=ADDRESS[/PREFIX]]",
	.help = "add an IPv4 or IPv6 address (repeatable)",
	.back = "--no-address",
	.back_argument = "CIDR[,peer=...]",
	.back_help = "take an address away (repeatable)",
	.parse = address_parse,
	.parse_back = address_parse_back,
	.check = address_check,
	.conflict = address_conflict,
	.rehearse = address_rehearse,
	.differs = address_differs,
	.set = address_set,
	.undo = address_undo,
	.columns = address_columns,
	.json = address_json,
	.entry = address_entry,
};
