// SPDX-License-Identifier: GPL-2.0-or-later
// Adding and removing addresses, and undoing that.

#include "property/address-set.h"

#include <errno.h>
#include <sys/socket.h>

#include "property/address-match.h"
#include "property/ipv6.h"

static const struct departure *departure(const struct property_change *change, size_t i)
{
	return value_item(&change->remove, i);
}

/*
 * The dump may be old, and there is none for a new interface: udevd's rules or networkd may set
 * addresses before us. An address that exists by now is not a fault, unless it has another prefix
 * or peer, which is the same address to the kernel.
 */
static struct fault *accept_present(struct property_change *change, struct fault *fault)
{
	const struct address *address = address_item(&change->add, change->added);
	const struct link_address *there;
	struct fault *lookup;
	size_t count;

	if (fault->error != EEXIST)
		return fault;
	engine_forget_addresses(change->engine);
	lookup = engine_addresses(change->engine, change->device->ifindex, &there, &count);
	if (!lookup && address_find(there, count, address)) {
		/* We did not add it, so we must not remove it. */
		value_drop(&change->add, change->added);
		fault_free(fault);
		return NULL;
	}
	if (!lookup)
		lookup = address_refuse_other(change, there, count, address);
	if (!lookup || lookup->status != STATUS_CONFLICT) {
		fault_free(lookup);
		return fault;
	}
	fault_free(fault);
	return lookup;
}

static struct fault *add_next_address(struct property_change *change, struct link_socket *links)
{
	const struct address *address = address_item(&change->add, change->added);
	struct fault *fault = link_add_address(links, change->device->ifindex, address);

	if (!fault) {
		change->added++;
		return NULL;
	}
	fault = accept_present(change, fault);
	if (fault && fault->error == EINVAL && address->family == AF_INET6)
		fault = ipv6_explain(fault, links, change->device->ifindex);
	return fault;
}

/* The fault, or NULL if it only says that the address already is as wanted. */
static struct fault *unless(struct fault *fault, int error)
{
	if (!fault || fault->error != error)
		return fault;
	fault_free(fault);
	return NULL;
}

static struct fault *remove_one(const struct property_change *change, struct link_socket *links,
				size_t i)
{
	return unless(link_remove_address(links, change->device->ifindex,
					  &departure(change, i)->address.address),
		      EADDRNOTAVAIL);
}

static struct fault *restore_one(const struct property_change *change, struct link_socket *links,
				 size_t i)
{
	return unless(link_restore_address(links, &departure(change, i)->address), EEXIST);
}

static struct fault *take_away(struct property_change *change, struct link_socket *links)
{
	struct fault *fault = NULL;

	for (; !fault && change->removed < change->remove.count; change->removed += !fault)
		if (!departure(change, change->removed)->returns)
			fault = remove_one(change, links, change->removed);
	for (size_t i = 0; !fault && i < change->remove.count; i++)
		if (departure(change, i)->returns)
			fault = restore_one(change, links, i);
	return fault;
}

static struct fault *switch_link(const struct property_change *change, struct link_socket *links,
				 bool up)
{
	auto_link_change struct link_change message = {0};

	link_change_up(&message, up);
	return link_change_send(&message, links, change->device->ifindex);
}

/*
 * The kernel adds the route to an IPv6 peer when the address is ready for use. On a tun, which has
 * no duplicate address detection, that is at once; if the link is down, it fails and is not tried
 * again.
 */
static struct fault *raise_for_peers(const struct property_change *change,
				     struct link_socket *links)
{
	bool any = false;

	if (!request_number(change->request, PROPERTY_UP) || (change->device->flags & IFF_UP) ||
	    !(change->device->flags & IFF_NOARP))
		return NULL;
	for (size_t i = 0; i < change->add.count; i++)
		any |= address_item(&change->add, i)->family == AF_INET6 &&
		       address_item(&change->add, i)->has_peer;
	return any ? switch_link(change, links, true) : NULL;
}

/* An IPv6 address that came before would go with the link. */
static struct fault *lower_before(const struct property_change *change, struct link_socket *links)
{
	return address_link_falls(change) ? switch_link(change, links, false) : NULL;
}

struct fault *address_set(struct property_change *change)
{
	struct link_socket *links;
	struct fault *fault = engine_links(change->engine, &links);

	if (!fault)
		fault = lower_before(change, links);
	if (!fault)
		fault = take_away(change, links);
	if (!fault)
		fault = raise_for_peers(change, links);
	while (!fault && change->added < change->add.count)
		fault = add_next_address(change, links);
	return fault;
}

/*
 * The primary address of an IPv4 network is the one that was added first, so all of them are
 * removed before; the kernel lists IPv6 addresses starting with the one added last.
 */
static struct fault *put_addresses_back(struct property_change *change, struct link_socket *links)
{
	size_t count = change->remove.count;
	struct fault *fault = NULL;

	for (size_t i = 0; !fault && i < count; i++)
		if (departure(change, i)->returns)
			fault = remove_one(change, links, i);
	for (size_t i = 0; !fault && i < count; i++)
		if (departure(change, i)->address.address.family == AF_INET)
			fault = restore_one(change, links, i);
	for (size_t i = count; !fault && i > 0; i--)
		if (departure(change, i - 1)->address.address.family == AF_INET6)
			fault = restore_one(change, links, i - 1);
	return fault;
}

struct fault *address_undo(struct property_change *change)
{
	struct link_socket *links;
	struct fault *fault = engine_links(change->engine, &links);

	for (; !fault && change->added; change->added -= !fault)
		fault = link_remove_address(links, change->device->ifindex,
					    address_item(&change->add, change->added - 1));
	if (!fault && change->removed)
		fault = put_addresses_back(change, links);
	return fault;
}
