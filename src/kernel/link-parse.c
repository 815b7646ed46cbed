// SPDX-License-Identifier: GPL-2.0-or-later
// Parses link messages; each attribute is first checked against a policy.

#include "kernel/link-parse.h"

#include <errno.h>
#include <linux/if_link.h>
#include <linux/if_tun.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/id-map.h"

static const struct nla_policy link_policy[IFLA_MAX + 1] = {
	[IFLA_IFNAME] = {.type = NLA_STRING, .minlen = 2, .maxlen = IFNAMSIZ},
	[IFLA_MTU] = {.type = NLA_U32},
	[IFLA_MIN_MTU] = {.type = NLA_U32},
	[IFLA_MAX_MTU] = {.type = NLA_U32},
	[IFLA_TXQLEN] = {.type = NLA_U32},
	[IFLA_GROUP] = {.type = NLA_U32},
	[IFLA_LINK] = {.type = NLA_U32},
	[IFLA_MASTER] = {.type = NLA_U32},
	[IFLA_OPERSTATE] = {.type = NLA_U8},
	[IFLA_CARRIER] = {.type = NLA_U8},
	[IFLA_LINKINFO] = {.type = NLA_NESTED},
	[IFLA_PROP_LIST] = {.type = NLA_NESTED},
};

static const struct nla_policy info_policy[IFLA_INFO_MAX + 1] = {
	[IFLA_INFO_KIND] = {.type = NLA_STRING, .minlen = 1},
	[IFLA_INFO_DATA] = {.type = NLA_NESTED},
};

static const struct nla_policy tun_policy[IFLA_TUN_MAX + 1] = {
	[IFLA_TUN_OWNER] = {.type = NLA_U32},
	[IFLA_TUN_GROUP] = {.type = NLA_U32},
	[IFLA_TUN_TYPE] = {.type = NLA_U8},
	[IFLA_TUN_PI] = {.type = NLA_U8},
	[IFLA_TUN_VNET_HDR] = {.type = NLA_U8},
	[IFLA_TUN_PERSIST] = {.type = NLA_U8},
	[IFLA_TUN_MULTI_QUEUE] = {.type = NLA_U8},
	[IFLA_TUN_NUM_QUEUES] = {.type = NLA_U32},
	[IFLA_TUN_NUM_DISABLED_QUEUES] = {.type = NLA_U32},
};

/* A string attribute may lack a NUL byte: copy at most size - 1 bytes. */
static void copy_string(char *to, size_t size, struct nlattr *attr)
{
	(void)nla_strlcpy(to, attr, size);
}

static uint32_t get_u32(struct nlattr *attr, uint32_t fallback)
{
	return attr ? nla_get_u32(attr) : fallback;
}

bool link_parse_flag(struct nlattr *attr)
{
	return attr && nla_get_u8(attr) != 0;
}

static int parse_tun(struct nlattr *data, struct device *device)
{
	struct nlattr *attr[IFLA_TUN_MAX + 1];

	if (nla_parse_nested(attr, IFLA_TUN_MAX, data, tun_policy) < 0)
		return -EBADMSG;
	if (!attr[IFLA_TUN_TYPE])
		return 0;
	switch (nla_get_u8(attr[IFLA_TUN_TYPE])) {
	case IFF_TUN: device->mode = TUN_MODE_TUN; break;
	case IFF_TAP: device->mode = TUN_MODE_TAP; break;
	default: return 0;
	}
	if (attr[IFLA_TUN_OWNER]) {
		device->owner = id_map_user(nla_get_u32(attr[IFLA_TUN_OWNER]));
		device->has |= DEVICE_HAS_OWNER;
	}
	if (attr[IFLA_TUN_GROUP]) {
		device->group = id_map_group(nla_get_u32(attr[IFLA_TUN_GROUP]));
		device->has |= DEVICE_HAS_GROUP;
	}
	device->pi = link_parse_flag(attr[IFLA_TUN_PI]);
	device->vnet_hdr = link_parse_flag(attr[IFLA_TUN_VNET_HDR]);
	device->persist = link_parse_flag(attr[IFLA_TUN_PERSIST]);
	device->multi_queue = link_parse_flag(attr[IFLA_TUN_MULTI_QUEUE]);
	if (attr[IFLA_TUN_NUM_QUEUES]) {
		device->numqueues = nla_get_u32(attr[IFLA_TUN_NUM_QUEUES]);
		device->numdisabled = get_u32(attr[IFLA_TUN_NUM_DISABLED_QUEUES], 0);
		device->has |= DEVICE_HAS_QUEUES;
	}
	return 0;
}

static int parse_info(struct nlattr *info, struct device *device)
{
	struct nlattr *attr[IFLA_INFO_MAX + 1];

	if (nla_parse_nested(attr, IFLA_INFO_MAX, info, info_policy) < 0)
		return -EBADMSG;
	if (attr[IFLA_INFO_KIND])
		copy_string(device->kind, sizeof(device->kind), attr[IFLA_INFO_KIND]);
	if (strcmp(device->kind, "tun") == 0 && attr[IFLA_INFO_DATA])
		return parse_tun(attr[IFLA_INFO_DATA], device);
	return 0;
}

/* Lists of names are read again later, so check them now. */
static int check_altnames(struct nlattr *list)
{
	struct nlattr *attr;
	int rest;

	nla_for_each_nested(attr, list, rest)
	{
		int length = nla_len(attr);

		if (nla_type(attr) == IFLA_ALT_IFNAME &&
		    (!length || ((const char *)nla_data(attr))[length - 1] != '\0'))
			return -EBADMSG;
	}
	return 0;
}

static int parse_attributes(struct nlattr **attr, struct device *device)
{
	int error = 0;

	copy_string(device->name, sizeof(device->name), attr[IFLA_IFNAME]);
	device->link_group = get_u32(attr[IFLA_GROUP], 0);
	/* In another network namespace it is an index of that namespace. */
	if (!attr[IFLA_LINK_NETNSID])
		device->lower = (int)get_u32(attr[IFLA_LINK], 0);
	device->operstate = attr[IFLA_OPERSTATE] ? nla_get_u8(attr[IFLA_OPERSTATE]) : 0;
	device->carrier = link_parse_flag(attr[IFLA_CARRIER]);
	if (attr[IFLA_LINKINFO])
		error = parse_info(attr[IFLA_LINKINFO], device);
	if (!error && attr[IFLA_PROP_LIST])
		error = check_altnames(attr[IFLA_PROP_LIST]);
	return error;
}

int link_parse(struct nlmsghdr *message, struct device *device)
{
	struct nlattr *attr[IFLA_MAX + 1];
	struct ifinfomsg *info;
	int error;

	memset(device, 0, sizeof(*device));
	if (message->nlmsg_type != RTM_NEWLINK && message->nlmsg_type != RTM_DELLINK)
		return -EBADMSG;
	if (!nlmsg_valid_hdr(message, sizeof(*info)) ||
	    nlmsg_parse(message, sizeof(*info), attr, IFLA_MAX, link_policy) < 0 ||
	    !attr[IFLA_IFNAME])
		return -EBADMSG;
	info = nlmsg_data(message);
	device->ifindex = info->ifi_index;
	device->flags = info->ifi_flags;
	device->type = info->ifi_type;
	error = parse_attributes(attr, device);
	if (!error && device_keep_message(device, message, message->nlmsg_len) < 0)
		error = -ENOMEM;
	if (error)
		device_clear(device);
	return error;
}
