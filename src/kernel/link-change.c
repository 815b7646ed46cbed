// SPDX-License-Identifier: GPL-2.0-or-later
// Changes links: their properties and alternative names; deletes links.

#include "kernel/link-change.h"

#include <errno.h>
#include <linux/if.h>
#include <linux/if_link.h>
#include <netlink/addr.h>
#include <netlink/route/link.h>
#include <netlink/route/link/inet6.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-socket.h"

/*
 * A new rtnl_link contains only the change. A fetched one would contain IFLA_LINKINFO, which the
 * kernel refuses to change for a tun.
 */
static struct rtnl_link *link_to_change(struct link_change *change)
{
	if (!change->link)
		change->link = rtnl_link_alloc();
	if (!change->link)
		change->failed = true;
	return change->link;
}

void link_change_mac(struct link_change *change, const uint8_t mac[6])
{
	struct rtnl_link *link = link_to_change(change);
	struct nl_addr *address = link ? nl_addr_build(AF_LLC, mac, 6) : NULL;

	if (address)
		rtnl_link_set_addr(link, address);
	else
		change->failed = true;
	nl_addr_put(address);
}

void link_change_mtu(struct link_change *change, uint32_t mtu)
{
	struct rtnl_link *link = link_to_change(change);

	if (link)
		rtnl_link_set_mtu(link, mtu);
}

void link_change_txqlen(struct link_change *change, uint32_t packets)
{
	struct rtnl_link *link = link_to_change(change);

	if (link)
		rtnl_link_set_txqlen(link, packets);
}

void link_change_master(struct link_change *change, int ifindex)
{
	struct rtnl_link *link = link_to_change(change);

	if (link)
		rtnl_link_set_master(link, ifindex);
}

void link_change_group(struct link_change *change, uint32_t link_group)
{
	struct rtnl_link *link = link_to_change(change);

	if (link)
		rtnl_link_set_group(link, (int)link_group);
}

void link_change_carrier(struct link_change *change, bool on)
{
	struct rtnl_link *link = link_to_change(change);

	if (link)
		rtnl_link_set_carrier(link, on);
}

void link_change_addrgenmode(struct link_change *change, uint8_t mode)
{
	struct rtnl_link *link = link_to_change(change);

	if (link && rtnl_link_inet6_set_addr_gen_mode(link, mode) < 0)
		change->failed = true;
}

void link_change_dormant(struct link_change *change)
{
	struct rtnl_link *link = link_to_change(change);

	if (link)
		rtnl_link_set_operstate(link, IF_OPER_DORMANT);
}

void link_change_up(struct link_change *change, bool up)
{
	struct rtnl_link *link = link_to_change(change);

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

/* The change as one message; *code is libnl's error if there is none. */
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
	struct nl_msg *message = link_request(RTM_NEWLINK, 0, &info, sizeof(info));

	return link_exchange(socket, message, NULL, NULL);
}

static struct fault *send_delete(struct link_socket *socket, int ifindex, uint32_t link_group)
{
	struct ifinfomsg info = {.ifi_family = AF_UNSPEC, .ifi_index = ifindex};
	struct nl_msg *message = link_request(RTM_DELLINK, 0, &info, sizeof(info));

	if (!message || (link_group && nla_put_u32(message, IFLA_GROUP, link_group) < 0)) {
		nlmsg_free(message);
		return fault_memory();
	}
	return link_exchange(socket, message, NULL, NULL);
}

struct fault *link_delete(struct link_socket *socket, int ifindex)
{
	return send_delete(socket, ifindex, 0);
}

struct fault *link_delete_group(struct link_socket *socket, uint32_t link_group)
{
	return send_delete(socket, 0, link_group);
}

static struct fault *change_altname(struct link_socket *socket, int type, int flags, int ifindex,
				    const char *name)
{
	struct ifinfomsg info = {.ifi_family = AF_UNSPEC, .ifi_index = ifindex};
	struct nl_msg *message = link_request(type, flags, &info, sizeof(info));
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
