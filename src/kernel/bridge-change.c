// SPDX-License-Identifier: GPL-2.0-or-later
// Changes the ports of bridges.

#include "kernel/bridge-change.h"

#include <netinet/in.h> /* before the kernel's headers, some of which need its structs */

#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <sys/socket.h>

#include "kernel/bridge-vlans.h"
#include "kernel/link-socket.h"

static int put_flag(struct nl_msg *message, const struct bridge_flag *flag)
{
	switch (flag->size) {
	case 2: return nla_put_u16(message, flag->attribute, (uint16_t)flag->value);
	case 4: return nla_put_u32(message, flag->attribute, flag->value);
	default: return nla_put_u8(message, flag->attribute, (uint8_t)flag->value);
	}
}

/*
 * Not in one message with the master: the kernel lets the previous master interpret the port's
 * data.
 */
static int put_flags(struct nl_msg *message, const struct bridge_flag *flags, size_t count)
{
	struct nlattr *info = nla_nest_start(message, IFLA_LINKINFO);
	struct nlattr *data;

	if (!info || nla_put_string(message, IFLA_INFO_SLAVE_KIND, "bridge") < 0)
		return -1;
	data = nla_nest_start(message, IFLA_INFO_SLAVE_DATA);
	if (!data)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (put_flag(message, &flags[i]) < 0)
			return -1;
	nla_nest_end(message, data);
	nla_nest_end(message, info);
	return 0;
}

struct fault *bridge_change_flags(struct link_socket *socket, int ifindex,
				  const struct bridge_flag *flags, size_t count)
{
	struct ifinfomsg info = {.ifi_family = AF_UNSPEC, .ifi_index = ifindex};
	struct nl_msg *message = link_request(RTM_NEWLINK, 0, &info, sizeof(info));

	if (!message || put_flags(message, flags, count) < 0) {
		nlmsg_free(message);
		return fault_memory();
	}
	return link_exchange(socket, message, NULL, NULL);
}

/* At worst each VLAN is a separate entry, and each takes 8 bytes. */
#define VLANS_SIZE (BRIDGE_VID_MAX * 8 + 4096)

static int put_vlan(struct nl_msg *message, unsigned int vid, unsigned int flags)
{
	struct bridge_vlan_info info = {.flags = (uint16_t)flags, .vid = (uint16_t)vid};

	return nla_put(message, IFLA_BRIDGE_VLAN_INFO, sizeof(info), &info);
}

static int put_range(struct nl_msg *message, const struct bridge_range *range)
{
	unsigned int flags = (range->pvid ? BRIDGE_VLAN_INFO_PVID : 0u) |
			     (range->untagged ? BRIDGE_VLAN_INFO_UNTAGGED : 0u);

	if (range->first == range->last)
		return put_vlan(message, range->first, flags);
	if (put_vlan(message, range->first, flags | BRIDGE_VLAN_INFO_RANGE_BEGIN) < 0)
		return -1;
	return put_vlan(message, range->last, flags | BRIDGE_VLAN_INFO_RANGE_END);
}

static int put_vlans(struct nl_msg *message, const struct bridge_vlans *vlans)
{
	struct nlattr *spec = nla_nest_start(message, IFLA_AF_SPEC);
	struct bridge_range range = {0};

	if (!spec)
		return -1;
	while (bridge_vlans_next(vlans, &range))
		if (put_range(message, &range) < 0)
			return -1;
	nla_nest_end(message, spec);
	return 0;
}

static struct fault *send_vlans(struct link_socket *socket, int type, int ifindex,
				const struct bridge_vlans *vlans)
{
	struct ifinfomsg info = {.ifi_family = AF_BRIDGE, .ifi_index = ifindex};
	struct nl_msg *message;

	if (!bridge_vlans_any(vlans))
		return NULL;
	message = nlmsg_alloc_size(VLANS_SIZE);
	if (!message || !nlmsg_put(message, NL_AUTO_PORT, NL_AUTO_SEQ, type, 0, 0) ||
	    nlmsg_append(message, &info, sizeof(info), NLMSG_ALIGNTO) < 0 ||
	    put_vlans(message, vlans) < 0) {
		nlmsg_free(message);
		return fault_memory();
	}
	return link_exchange(socket, message, NULL, NULL);
}

/* Remove first: the port must never be in more VLANs than before or after the change. */
struct fault *bridge_change_vlans(struct link_socket *socket, int ifindex,
				  const struct bridge_vlans *away, const struct bridge_vlans *in)
{
	struct fault *fault = send_vlans(socket, RTM_DELLINK, ifindex, away);

	return fault ? fault : send_vlans(socket, RTM_SETLINK, ifindex, in);
}
