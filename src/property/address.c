// SPDX-License-Identifier: GPL-2.0-or-later
// --address: IPv4 and IPv6 addresses, with a peer or without.

#include "property/property.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-attribute.h"
#include "property/values.h"

static const struct address *item(const struct value *value, size_t i)
{
	return value_item(value, i);
}

static struct fault *append(struct value *value, const struct address *address)
{
	for (size_t i = 0; i < value->count; i++)
		if (address_equal(item(value, i), address))
			return fault_new(STATUS_USAGE, "the same address is given twice");
	return value_append(value, address, sizeof(*address)) < 0 ? fault_memory() : NULL;
}

static struct fault *address_parse(const char *text, struct value *value)
{
	struct address address;
	struct fault *fault = value_address(text, &address);

	return fault ? fault : append(value, &address);
}

static struct fault *refuse_ipv6(const struct request *request, uint64_t mtu)
{
	const struct value *addresses = &request->values[PROPERTY_ADDRESS];

	for (size_t i = 0; mtu < IPV6_MTU_MIN && i < addresses->count; i++)
		if (item(addresses, i)->family == AF_INET6)
			return fault_new(STATUS_CONFLICT, "IPv6 needs an MTU of at least %u",
					 IPV6_MTU_MIN);
	return NULL;
}

static struct fault *address_check(const struct request *request, enum tun_mode mode)
{
	const struct value *wanted = &request->values[PROPERTY_ADDRESS];
	const struct value *unwanted = &request->withdrawals[PROPERTY_ADDRESS];

	(void)mode;
	for (size_t i = 0; i < wanted->count; i++)
		for (size_t j = 0; j < unwanted->count; j++)
			if (address_equal(item(wanted, i), item(unwanted, j)))
				return fault_wrap(
					fault_new(STATUS_USAGE,
						  "the same address is given with --address"),
					property_address.back, NULL);
	if (!request_has(request, PROPERTY_MTU))
		return NULL;
	return refuse_ipv6(request, request_number(request, PROPERTY_MTU));
}

static struct fault *address_conflict(const struct device *device, const struct request *request)
{
	return request_has(request, PROPERTY_MTU) ? NULL : refuse_ipv6(request, link_mtu(device));
}

static const struct link_address *find(const struct link_address *addresses, size_t count,
				       const struct address *address)
{
	for (size_t i = 0; i < count; i++)
		if (address_equal(&addresses[i].address, address))
			return &addresses[i];
	return NULL;
}

/* An interface that was just made has no address to look for. */
static struct fault *address_differs(struct property_change *change, bool *differs)
{
	const struct value *wanted = &change->request->values[PROPERTY_ADDRESS];
	const struct value *unwanted = &change->request->withdrawals[PROPERTY_ADDRESS];
	const struct link_address *there = NULL;
	struct fault *fault = NULL;
	size_t count = 0;

	if (!change->fresh)
		fault = engine_addresses(change->engine, change->device->ifindex, &there, &count);
	if (fault)
		return fault;
	for (size_t i = 0; i < wanted->count; i++)
		if (!find(there, count, item(wanted, i)) &&
		    value_append(&change->add, item(wanted, i), sizeof(struct address)) < 0)
			return fault_memory();
	for (size_t i = 0; i < unwanted->count; i++)
		if (find(there, count, item(unwanted, i)) &&
		    value_append(&change->remove, item(unwanted, i), sizeof(struct address)) < 0)
			return fault_memory();
	*differs = change->add.count || change->remove.count;
	return NULL;
}

/* What the kernel says may rest on an MTU that was set a moment ago. */
static struct fault *explain(struct fault *fault, struct link_socket *links,
			     const struct device *device, const struct address *address)
{
	struct device now auto_device = {0};
	struct fault *lookup;

	if (fault->error != EINVAL || address->family != AF_INET6)
		return fault;
	lookup = link_find_index(links, device->ifindex, &now);
	if (!lookup && link_mtu(&now) < IPV6_MTU_MIN)
		fault = fault_explain(fault, STATUS_CONFLICT, "IPv6 needs an MTU of at least %u",
				      IPV6_MTU_MIN);
	fault_free(lookup);
	return fault;
}

/*
 * The dump that was compared with may be old: an address that is there by now is no fault, unless
 * it is there with another prefix, which the kernel calls the same address.
 */
static struct fault *accept_present(struct property_change *change, struct fault *fault)
{
	const struct address *address = item(&change->add, change->added);
	const struct link_address *there;
	struct fault *lookup;
	size_t count;

	if (fault->error != EEXIST || change->fresh)
		return fault;
	engine_forget_addresses(change->engine);
	lookup = engine_addresses(change->engine, change->device->ifindex, &there, &count);
	if (!lookup && find(there, count, address)) {
		/* It is not ours to take back. */
		value_drop(&change->add, change->added);
		fault_free(fault);
		return NULL;
	}
	fault_free(lookup);
	return fault;
}

static struct fault *add(struct property_change *change, struct link_socket *links)
{
	const struct address *address = item(&change->add, change->added);
	struct fault *fault = link_add_address(links, change->device->ifindex, address);

	if (!fault) {
		change->added++;
		return NULL;
	}
	fault = accept_present(change, fault);
	return fault ? explain(fault, links, change->device, address) : NULL;
}

static struct fault *address_set(struct property_change *change)
{
	struct link_socket *links;
	struct fault *fault = engine_links(change->engine, &links);

	for (; !fault && change->removed < change->remove.count; change->removed += !fault)
		fault = link_remove_address(links, change->device->ifindex,
					    item(&change->remove, change->removed));
	while (!fault && change->added < change->add.count)
		fault = add(change, links);
	return fault;
}

static struct fault *address_undo(struct property_change *change)
{
	struct link_socket *links;
	struct fault *fault = engine_links(change->engine, &links);

	for (; !fault && change->added; change->added -= !fault)
		fault = link_remove_address(links, change->device->ifindex,
					    item(&change->add, change->added - 1));
	for (; !fault && change->removed; change->removed -= !fault)
		fault = link_add_address(links, change->device->ifindex,
					 item(&change->remove, change->removed - 1));
	return fault;
}

static void address_entry(FILE *line, const struct device *device, struct listing *listing)
{
	size_t count;
	const struct link_address *addresses = listing_addresses(listing, device->ifindex, &count);

	for (size_t i = 0; i < count; i++) {
		char text[ADDRESS_TEXT_SIZE];

		if (listing_makes_itself(listing, &addresses[i]))
			continue;
		address_text(&addresses[i].address, text);
		(void)fprintf(line, " --address %s", text);
	}
}

const struct property property_address = {
	.option = "--address",
	.argument = "CIDR[,peer=ADDRESS]",
	.help = "add an IPv4 or IPv6 address (repeatable)",
	.back = "--no-address",
	.back_argument = "CIDR",
	.back_help = "take an address away (repeatable)",
	.parse = address_parse,
	.parse_back = address_parse,
	.check = address_check,
	.conflict = address_conflict,
	.differs = address_differs,
	.set = address_set,
	.undo = address_undo,
	.entry = address_entry,
};
