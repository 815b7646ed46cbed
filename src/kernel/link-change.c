// SPDX-License-Identifier: GPL-2.0-or-later
// What changes links: their properties, their addresses, and their end.

#include "kernel/link.h"

#include <errno.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <netlink/addr.h>
#include <netlink/route/link.h>
#include <stdlib.h>
#include <string.h>
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

struct fault *link_change(struct link_socket *socket, int ifindex, const struct link_change *change)
{
	struct rtnl_link *link = rtnl_link_alloc();
	struct rtnl_link *which = rtnl_link_alloc();
	struct nl_msg *message = NULL;
	int code = -NLE_NOMEM;

	if (link && which && fill_change(link, change) == 0) {
		rtnl_link_set_ifindex(which, ifindex);
		code = rtnl_link_build_change_request(which, link, 0, &message);
	}
	rtnl_link_put(link);
	rtnl_link_put(which);
	if (code == -NLE_NOMEM)
		return fault_memory();
	if (code < 0)
		return fault_new(STATUS_FAILED, "%s", nl_geterror(code));
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

/* An address of 127.0.0.0/8 has the scope of this host, as ip(8) gives it. */
static bool is_loopback(const struct address *address)
{
	return address->family == AF_INET && address->bytes[0] == 127;
}

/* By hand: libnl takes a prefix of 0 bits for none, and an address without one for incomplete. */
static struct nl_msg *address_request(int type, int flags, int ifindex,
				      const struct address *address)
{
	struct ifaddrmsg info = {
		.ifa_family = (unsigned char)address->family,
		.ifa_prefixlen = address->prefix,
		.ifa_index = (unsigned int)ifindex,
		.ifa_scope = is_loopback(address) ? RT_SCOPE_HOST : RT_SCOPE_UNIVERSE,
	};
	int size = address->family == AF_INET ? 4 : 16;
	struct nl_msg *message = nlmsg_alloc_simple(type, flags);

	if (message && nlmsg_append(message, &info, sizeof(info), NLMSG_ALIGNTO) == 0 &&
	    nla_put(message, IFA_LOCAL, size, address->bytes) == 0 &&
	    nla_put(message, IFA_ADDRESS, size, address->bytes) == 0)
		return message;
	nlmsg_free(message);
	return NULL;
}

static struct fault *change_address(struct link_socket *socket, struct nl_msg *message,
				    const struct address *address)
{
	struct fault *fault = message ? link_exchange(socket, message, NULL, NULL) : fault_memory();

	/* A lack of rights is EPERM. Newer kernels have words of their own for this. */
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
	int flags = NLM_F_CREATE | NLM_F_EXCL;

	return change_address(socket, address_request(RTM_NEWADDR, flags, ifindex, address),
			      address);
}

struct fault *link_remove_address(struct link_socket *socket, int ifindex,
				  const struct address *address)
{
	return change_address(socket, address_request(RTM_DELADDR, 0, ifindex, address), address);
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
