// SPDX-License-Identifier: GPL-2.0-or-later
// What changes links: their properties, their addresses, and their end.

#include "kernel/link.h"

#include <errno.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <netlink/addr.h>
#include <netlink/route/addr.h>
#include <netlink/route/link.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "kernel/link-parse.h"
#include "kernel/link-socket.h"
#include "util/array.h"

/*
 * A fresh rtnl_link holds just the change. One that was fetched would carry IFLA_LINKINFO,
 * which the kernel refuses to see changed for a tun.
 */
static int fill_change(struct rtnl_link *link, const struct link_change *change)
{
	if (change->has & LINK_CHANGE_MAC) {
		struct nl_addr *mac = nl_addr_build(AF_LLC, change->mac, sizeof(change->mac));

		if (!mac)
			return -1;
		rtnl_link_set_addr(link, mac);
		nl_addr_put(mac);
	}
	if (change->has & LINK_CHANGE_MTU)
		rtnl_link_set_mtu(link, change->mtu);
	if (change->has & LINK_CHANGE_TXQLEN)
		rtnl_link_set_txqlen(link, change->txqlen);
	if (change->has & LINK_CHANGE_MASTER)
		rtnl_link_set_master(link, change->master);
	if (change->has & LINK_CHANGE_GROUP)
		rtnl_link_set_group(link, change->link_group);
	if (change->has & LINK_CHANGE_FLAGS) {
		if (change->up)
			rtnl_link_set_flags(link, IFF_UP);
		else
			rtnl_link_unset_flags(link, IFF_UP);
	}
	return 0;
}

struct fault *link_change(struct link_socket *socket, int ifindex, const char *name,
			  const struct link_change *change)
{
	struct rtnl_link *link = rtnl_link_alloc();
	struct rtnl_link *which = rtnl_link_alloc();
	struct nl_msg *message = NULL;

	if (link && which && fill_change(link, change) == 0) {
		if (ifindex)
			rtnl_link_set_ifindex(which, ifindex);
		else
			rtnl_link_set_name(link, name);
		if (rtnl_link_build_change_request(which, link, 0, &message) < 0)
			message = NULL;
	}
	rtnl_link_put(link);
	rtnl_link_put(which);
	if (!message)
		return fault_memory();
	return link_exchange(socket, message, NULL, NULL);
}

static struct fault *delete_one(struct link_socket *socket, int ifindex, uint32_t link_group)
{
	struct ifinfomsg info = {.ifi_family = AF_UNSPEC, .ifi_index = ifindex};
	struct nl_msg *message = link_request(RTM_DELLINK, 0, &info);

	if (!message || (link_group && nla_put_u32(message, IFLA_GROUP, link_group) < 0)) {
		nlmsg_free(message);
		return fault_memory();
	}
	return link_exchange(socket, message, NULL, NULL);
}

struct fault *link_delete(struct link_socket *socket, int ifindex)
{
	return delete_one(socket, ifindex, 0);
}

struct fault *link_delete_group(struct link_socket *socket, uint32_t link_group)
{
	return delete_one(socket, 0, link_group);
}

static struct rtnl_addr *address_object(int ifindex, const struct address *address)
{
	struct nl_addr *local =
		nl_addr_build(address->family, address->bytes, address->family == AF_INET ? 4 : 16);
	struct rtnl_addr *object = rtnl_addr_alloc();

	if (local && object) {
		nl_addr_set_prefixlen(local, address->prefix);
		rtnl_addr_set_ifindex(object, ifindex);
		if (rtnl_addr_set_local(object, local) == 0) {
			nl_addr_put(local);
			return object;
		}
	}
	nl_addr_put(local);
	rtnl_addr_put(object);
	return NULL;
}

struct fault *link_add_address(struct link_socket *socket, int ifindex,
			       const struct address *address)
{
	struct rtnl_addr *object = address_object(ifindex, address);
	struct nl_msg *message = NULL;
	int flags = NLM_F_CREATE | NLM_F_EXCL;

	if (object && rtnl_addr_build_add_request(object, flags, &message) < 0)
		message = NULL;
	rtnl_addr_put(object);
	return message ? link_exchange(socket, message, NULL, NULL) : fault_memory();
}

struct fault *link_remove_address(struct link_socket *socket, int ifindex,
				  const struct address *address)
{
	struct rtnl_addr *object = address_object(ifindex, address);
	struct nl_msg *message = NULL;

	if (object && rtnl_addr_build_delete_request(object, 0, &message) < 0)
		message = NULL;
	rtnl_addr_put(object);
	return message ? link_exchange(socket, message, NULL, NULL) : fault_memory();
}

struct address_dump {
	struct link_address *items;
	size_t count;
	size_t capacity;
};

static int take_address(struct nlmsghdr *message, void *data)
{
	struct address_dump *dump = data;
	struct link_address *items;
	struct link_address found;
	int error = link_parse_address(message, &found);

	/* A dump has those of every family that the kernel knows: MCTP, Phonet. */
	if (error == -EAFNOSUPPORT)
		return 0;
	if (error)
		return -error;
	items = array_grow(dump->items, dump->count, &dump->capacity, sizeof(*items));
	if (!items)
		return ENOMEM;
	dump->items = items;
	dump->items[dump->count++] = found;
	return 0;
}

struct fault *link_dump_addresses(struct link_socket *socket, struct link_address **addresses,
				  size_t *count)
{
	for (int try = 1;; try++) {
		struct address_dump dump = {0};
		struct ifaddrmsg info = {.ifa_family = AF_UNSPEC};
		struct nl_msg *message = nlmsg_alloc_simple(RTM_GETADDR, NLM_F_DUMP);
		struct fault *fault;

		if (!message || nlmsg_append(message, &info, sizeof(info), NLMSG_ALIGNTO) < 0) {
			nlmsg_free(message);
			return fault_memory();
		}
		fault = link_exchange(socket, message, take_address, &dump);
		if (!fault) {
			*addresses = dump.items;
			*count = dump.count;
			return NULL;
		}
		free(dump.items);
		if (!link_dump_again(fault, try))
			return link_dump_fault(fault, "cannot list addresses");
		fault_free(fault);
	}
}
