// SPDX-License-Identifier: GPL-2.0-or-later
// Parses messages about bridges; each attribute is first checked against a policy.

#include "kernel/bridge-parse.h"

/* Before the kernel's headers, some of which need struct in6_addr. */
#include <netinet/in.h>

#include <errno.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-parse.h"

static const struct nla_policy link_policy[IFLA_MAX + 1] = {
	[IFLA_LINKINFO] = {.type = NLA_NESTED},
	[IFLA_AF_SPEC] = {.type = NLA_NESTED},
};

static const struct nla_policy info_policy[IFLA_INFO_MAX + 1] = {
	[IFLA_INFO_KIND] = {.type = NLA_STRING},
	[IFLA_INFO_SLAVE_KIND] = {.type = NLA_STRING},
	[IFLA_INFO_DATA] = {.type = NLA_NESTED},
	[IFLA_INFO_SLAVE_DATA] = {.type = NLA_NESTED},
};

static const struct nla_policy bridge_policy[IFLA_BR_MAX + 1] = {
	[IFLA_BR_VLAN_FILTERING] = {.type = NLA_U8},
	[IFLA_BR_NF_CALL_IPTABLES] = {.type = NLA_U8},
	[IFLA_BR_NF_CALL_IP6TABLES] = {.type = NLA_U8},
};

static const struct nla_policy port_policy[IFLA_BRPORT_MAX + 1] = {
	[IFLA_BRPORT_STATE] = {.type = NLA_U8},
	[IFLA_BRPORT_ISOLATED] = {.type = NLA_U8},
};

static bool is_bridge(struct nlattr *kind)
{
	return kind && nla_strcmp(kind, "bridge") == 0;
}

/* The attributes of the message's IFLA_LINKINFO, or all NULL. */
static int parse_bridge_link(struct nlmsghdr *message, struct nlattr *info[IFLA_INFO_MAX + 1])
{
	struct nlattr *attr[IFLA_MAX + 1];

	memset(info, 0, (IFLA_INFO_MAX + 1) * sizeof(*info));
	if (message->nlmsg_type != RTM_NEWLINK ||
	    nlmsg_parse(message, sizeof(struct ifinfomsg), attr, IFLA_MAX, link_policy) < 0)
		return -EBADMSG;
	if (attr[IFLA_LINKINFO] &&
	    nla_parse_nested(info, IFLA_INFO_MAX, attr[IFLA_LINKINFO], info_policy) < 0)
		return -EBADMSG;
	return 0;
}

int bridge_parse(struct nlmsghdr *message, struct bridge *bridge)
{
	struct nlattr *info[IFLA_INFO_MAX + 1];
	struct nlattr *attr[IFLA_BR_MAX + 1];

	if (parse_bridge_link(message, info) < 0)
		return -EBADMSG;
	if (!is_bridge(info[IFLA_INFO_KIND]) || !info[IFLA_INFO_DATA])
		return 0;
	if (nla_parse_nested(attr, IFLA_BR_MAX, info[IFLA_INFO_DATA], bridge_policy) < 0)
		return -EBADMSG;
	bridge->filters_vlans = link_parse_flag(attr[IFLA_BR_VLAN_FILTERING]);
	bridge->calls_iptables = link_parse_flag(attr[IFLA_BR_NF_CALL_IPTABLES]) ||
				 link_parse_flag(attr[IFLA_BR_NF_CALL_IP6TABLES]);
	return 0;
}

int bridge_parse_port(struct nlmsghdr *message, struct bridge_port *port)
{
	struct nlattr *info[IFLA_INFO_MAX + 1];
	struct nlattr *attr[IFLA_BRPORT_MAX + 1];

	if (parse_bridge_link(message, info) < 0)
		return -EBADMSG;
	if (!is_bridge(info[IFLA_INFO_SLAVE_KIND]) || !info[IFLA_INFO_SLAVE_DATA])
		return 0;
	if (nla_parse_nested(attr, IFLA_BRPORT_MAX, info[IFLA_INFO_SLAVE_DATA], port_policy) < 0)
		return -EBADMSG;
	if (!attr[IFLA_BRPORT_STATE])
		return 0;
	port->known = true;
	port->state = nla_get_u8(attr[IFLA_BRPORT_STATE]);
	port->isolated = link_parse_flag(attr[IFLA_BRPORT_ISOLATED]);
	return 0;
}

static void add_range(struct bridge_vlans *vlans, unsigned int first, unsigned int last,
		      bool untagged)
{
	for (unsigned int vid = first; vid <= last && vid < 4096; vid++) {
		vlans->bits[vid / 64] |= UINT64_C(1) << (vid % 64);
		if (untagged)
			vlans->untagged[vid / 64] |= UINT64_C(1) << (vid % 64);
	}
}

/* A range consists of two entries, one for its begin and one for its end. */
static void take_vlan(const struct bridge_vlan_info *info, unsigned int *begin,
		      struct bridge_vlans *vlans)
{
	if (info->flags & BRIDGE_VLAN_INFO_PVID)
		vlans->pvid = info->vid;
	if (info->flags & BRIDGE_VLAN_INFO_RANGE_BEGIN) {
		*begin = info->vid;
		return;
	}
	add_range(vlans, info->flags & BRIDGE_VLAN_INFO_RANGE_END ? *begin : info->vid, info->vid,
		  info->flags & BRIDGE_VLAN_INFO_UNTAGGED);
}

int bridge_parse_vlans(struct nlmsghdr *message, int *ifindex, struct bridge_vlans *vlans)
{
	struct nlattr *attr[IFLA_MAX + 1];
	const struct ifinfomsg *info;
	unsigned int begin = 0;
	struct nlattr *item;
	int rest;

	*vlans = (struct bridge_vlans){0};
	if (message->nlmsg_type != RTM_NEWLINK ||
	    nlmsg_parse(message, sizeof(*info), attr, IFLA_MAX, link_policy) < 0)
		return -EBADMSG;
	info = nlmsg_data(message);
	*ifindex = info->ifi_index;
	if (info->ifi_family != AF_BRIDGE || !attr[IFLA_AF_SPEC])
		return 0;
	nla_for_each_nested(item, attr[IFLA_AF_SPEC], rest)
	{
		struct bridge_vlan_info vlan;

		if (nla_type(item) != IFLA_BRIDGE_VLAN_INFO)
			continue;
		if ((size_t)nla_len(item) < sizeof(vlan))
			return -EBADMSG;
		memcpy(&vlan, nla_data(item), sizeof(vlan));
		take_vlan(&vlan, &begin, vlans);
	}
	return 0;
}
