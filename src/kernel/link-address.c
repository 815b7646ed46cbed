// SPDX-License-Identifier: GPL-2.0-or-later
// Addresses of links: listing, adding, removing and restoring them.

#include "kernel/link-address.h"

#include <errno.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <netlink/msg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-socket.h"
#include "util/array.h"

#define ADD_FLAGS (NLM_F_CREATE | NLM_F_EXCL)

/* An address in 127.0.0.0/8 gets host scope, as with ip(8). */
uint8_t link_usual_scope(const struct address *address)
{
	bool loopback = address->family == AF_INET && address->bytes[0] == 127;

	return loopback ? LINK_SCOPE_HOST : LINK_SCOPE_GLOBAL;
}

/*
 * Built by hand: libnl omits a prefix of 0 bits, and considers an address without one incomplete.
 */
static struct nl_msg *address_request(int type, int flags, int ifindex,
				      const struct address *address, uint8_t scope)
{
	struct ifaddrmsg info = {
		.ifa_family = (unsigned char)address->family,
		.ifa_prefixlen = address->prefix,
		.ifa_index = (unsigned int)ifindex,
		.ifa_scope = scope,
	};
	int size = address->family == AF_INET ? 4 : 16;
	const uint8_t *other = address->has_peer ? address->peer : address->bytes;
	struct nl_msg *message = link_request(type, flags, &info, sizeof(info));

	if (message && nla_put(message, IFA_LOCAL, size, address->bytes) == 0 &&
	    nla_put(message, IFA_ADDRESS, size, other) == 0)
		return message;
	nlmsg_free(message);
	return NULL;
}

/* The attributes of an existing address; returns 0, or less without room. */
static int put_details(struct nl_msg *message, const struct link_address *address)
{
	/*
	 * The kernel refuses an address whose lifetime is over, so this one gets one second. For a
	 * deprecated IPv4 address without a lifetime, only the flag says so.
	 */
	struct ifa_cacheinfo lifetimes = {
		.ifa_valid = address->valid ? address->valid : 1,
		.ifa_prefered = address->flags & IFA_F_DEPRECATED ? 0 : address->preferred,
	};
	int failed = nla_put_u32(message, IFA_FLAGS, address->flags & LINK_ADDRESS_FLAGS_GIVEN);

	if (!failed && address->has_broadcast)
		failed = nla_put(message, IFA_BROADCAST, 4, address->broadcast);
	if (!failed && address->label[0])
		failed = nla_put_string(message, IFA_LABEL, address->label);
	if (!failed && address->metric)
		failed = nla_put_u32(message, IFA_RT_PRIORITY, address->metric);
	if (!failed && address->protocol)
		failed = nla_put_u8(message, LINK_ADDRESS_PROTO, address->protocol);
	if (!failed && address->has_lifetimes)
		failed = nla_put(message, IFA_CACHEINFO, sizeof(lifetimes), &lifetimes);
	return failed;
}

static struct fault *change_address(struct link_socket *socket, struct nl_msg *message,
				    const struct address *address)
{
	struct fault *fault = link_exchange(socket, message, NULL, NULL);

	/* Missing rights are EPERM. Newer kernels add a message of their own. */
	if (fault && fault->error == EACCES && address->family == AF_INET6)
		fault = fault_explain(fault, STATUS_FAILED, "%s",
				      strcmp(fault->why, strerror(EACCES)) == 0
					      ? "IPv6 is disabled on this device"
					      : fault->why);
	return fault;
}

struct fault *link_add_address(struct link_socket *socket, int ifindex,
			       const struct address *address)
{
	return change_address(socket,
			      address_request(RTM_NEWADDR, ADD_FLAGS, ifindex, address,
					      link_usual_scope(address)),
			      address);
}

struct fault *link_restore_address(struct link_socket *socket, const struct link_address *address)
{
	struct nl_msg *message = address_request(RTM_NEWADDR, ADD_FLAGS, address->ifindex,
						 &address->address, address->scope);

	if (message && put_details(message, address) < 0) {
		nlmsg_free(message);
		message = NULL;
	}
	return change_address(socket, message, &address->address);
}

struct fault *link_remove_address(struct link_socket *socket, int ifindex,
				  const struct address *address)
{
	return change_address(socket, address_request(RTM_DELADDR, 0, ifindex, address, 0),
			      address);
}

struct address_list {
	struct link_address *items;
	size_t count;
	size_t capacity;
};

static int take_address(struct nlmsghdr *message, void *data)
{
	struct address_list *list = data;
	struct link_address *items;
	struct link_address found;
	int error = link_address_parse(message, &found);

	/* A dump contains all families that the kernel knows, such as MCTP and Phonet. */
	if (error == -EAFNOSUPPORT)
		return 0;
	if (error)
		return -error;
	items = array_grow(list->items, list->count, &list->capacity, sizeof(*items));
	if (!items)
		return ENOMEM;
	list->items = items;
	found.place = list->count;
	list->items[list->count++] = found;
	return 0;
}

static void forget_addresses(void *data)
{
	struct address_list *list = data;

	free(list->items);
	*list = (struct address_list){0};
}

struct fault *link_dump_addresses(struct link_socket *socket, struct link_address **addresses,
				  size_t *count)
{
	struct address_list list = {0};
	const struct ifaddrmsg info = {.ifa_family = AF_UNSPEC};
	const struct dump dump = {take_address, forget_addresses, &list, "cannot list addresses"};
	struct fault *fault = link_exchange_dump(
		socket, link_request(RTM_GETADDR, NLM_F_DUMP, &info, sizeof(info)), &dump);

	*addresses = list.items;
	*count = list.count;
	return fault;
}
