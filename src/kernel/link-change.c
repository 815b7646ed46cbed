// SPDX-License-Identifier: GPL-2.0-or-later
// What changes links: their properties, their addresses, and their end.

#include "kernel/link-change.h"

#include <errno.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <netlink/addr.h>
#include <netlink/route/link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link.h"
#include "kernel/link-parse.h"
#include "kernel/link-socket.h"
#include "util/array.h"

/*
 * A fresh rtnl_link holds just the change. One that was fetched would carry IFLA_LINKINFO,
 * which the kernel refuses to see changed for a tun.
 */
static struct rtnl_link *link_of(struct link_change *change)
{
	if (!change->link)
		change->link = rtnl_link_alloc();
	if (!change->link)
		change->failed = true;
	return change->link;
}

void link_change_mac(struct link_change *change, const uint8_t mac[6])
{
	struct rtnl_link *link = link_of(change);
	struct nl_addr *address = link ? nl_addr_build(AF_LLC, mac, 6) : NULL;

	if (address)
		rtnl_link_set_addr(link, address);
	else
		change->failed = true;
	nl_addr_put(address);
}

void link_change_mtu(struct link_change *change, uint32_t mtu)
{
	struct rtnl_link *link = link_of(change);

	if (link)
		rtnl_link_set_mtu(link, mtu);
}

void link_change_txqlen(struct link_change *change, uint32_t packets)
{
	struct rtnl_link *link = link_of(change);

	if (link)
		rtnl_link_set_txqlen(link, packets);
}

void link_change_master(struct link_change *change, int ifindex)
{
	struct rtnl_link *link = link_of(change);

	if (link)
		rtnl_link_set_master(link, ifindex);
}

void link_change_group(struct link_change *change, uint32_t link_group)
{
	struct rtnl_link *link = link_of(change);

	if (link)
		rtnl_link_set_group(link, (int)link_group);
}

void link_change_carrier(struct link_change *change, bool on)
{
	struct rtnl_link *link = link_of(change);

	if (link)
		rtnl_link_set_carrier(link, on);
}

void link_change_up(struct link_change *change, bool up)
{
	struct rtnl_link *link = link_of(change);

	if (!link)
		return;
	if (up)
		rtnl_link_set_flags(link, IFF_UP);
	else
		rtnl_link_unset_flags(link, IFF_UP);
}

void link_change_attribute(struct link_change *change, int type, const void *content, size_t size)
{
	if (!change->more)
		change->more = nlmsg_alloc_simple(0, 0);
	if (!change->more || nla_put(change->more, type, (int)size, content) < 0)
		change->failed = true;
}

void link_change_clear(struct link_change *change)
{
	rtnl_link_put(change->link);
	nlmsg_free(change->more);
	*change = (struct link_change){0};
}

/* The change as one message; *code is libnl's where there is none. */
static struct nl_msg *build(const struct link_change *change, int ifindex, int *code)
{
	struct rtnl_link *which = rtnl_link_alloc();
	struct rtnl_link *none = change->link ? NULL : rtnl_link_alloc();
	struct rtnl_link *link = change->link ? change->link : none;
	struct nlmsghdr *more = change->more ? nlmsg_hdr(change->more) : NULL;
	struct nl_msg *message = NULL;

	*code = -NLE_NOMEM;
	if (which && link) {
		rtnl_link_set_ifindex(which, ifindex);
		*code = rtnl_link_build_change_request(which, link, 0, &message);
	}
	rtnl_link_put(which);
	rtnl_link_put(none);
	if (*code == 0 && more)
		*code = nlmsg_append(message, nlmsg_data(more), (size_t)nlmsg_datalen(more),
				     NLMSG_ALIGNTO);
	if (*code < 0) {
		nlmsg_free(message);
		return NULL;
	}
	return message;
}

struct fault *link_change_send(struct link_change *change, struct link_socket *socket, int ifindex)
{
	bool failed = change->failed;
	struct nl_msg *message;
	int code;

	if (link_change_is_empty(change))
		return NULL;
	message = failed ? NULL : build(change, ifindex, &code);
	link_change_clear(change);
	if (failed || (!message && code == -NLE_NOMEM))
		return fault_memory();
	if (!message)
		return fault_new(STATUS_FAILED, "%s", nl_geterror(code));
	return link_exchange(socket, message, NULL, NULL);
}

struct fault *link_probe_right(struct link_socket *socket, int ifindex)
{
	struct ifinfomsg info = {.ifi_family = AF_UNSPEC, .ifi_index = ifindex};
	struct nl_msg *message = link_request(RTM_NEWLINK, 0, &info);

	return message ? link_exchange(socket, message, NULL, NULL) : fault_memory();
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

static struct fault *change_altname(struct link_socket *socket, int type, int flags, int ifindex,
				    const char *name)
{
	struct ifinfomsg info = {.ifi_family = AF_UNSPEC, .ifi_index = ifindex};
	struct nl_msg *message = link_request(type, flags, &info);
	struct nlattr *list = message ? nla_nest_start(message, IFLA_PROP_LIST) : NULL;

	if (!list || nla_put_string(message, IFLA_ALT_IFNAME, name) < 0) {
		nlmsg_free(message);
		return fault_memory();
	}
	nla_nest_end(message, list);
	return link_exchange(socket, message, NULL, NULL);
}

struct fault *link_add_altname(struct link_socket *socket, int ifindex, const char *name)
{
	return change_altname(socket, RTM_NEWLINKPROP, NLM_F_CREATE | NLM_F_APPEND, ifindex, name);
}

struct fault *link_remove_altname(struct link_socket *socket, int ifindex, const char *name)
{
	return change_altname(socket, RTM_DELLINKPROP, 0, ifindex, name);
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
	const uint8_t *other = address->has_peer ? address->peer : address->bytes;
	struct nl_msg *message = nlmsg_alloc_simple(type, flags);

	if (message && nlmsg_append(message, &info, sizeof(info), NLMSG_ALIGNTO) == 0 &&
	    nla_put(message, IFA_LOCAL, size, address->bytes) == 0 &&
	    nla_put(message, IFA_ADDRESS, size, other) == 0)
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
	found.place = dump->count;
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
