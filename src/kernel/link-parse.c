// SPDX-License-Identifier: GPL-2.0-or-later
// Parses link and address messages; each attribute is first checked against a policy.

#include "kernel/link-parse.h"

#include <errno.h>
#include <linux/if_addr.h>
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

static bool get_flag(struct nlattr *attr)
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
	device->pi = get_flag(attr[IFLA_TUN_PI]);
	device->vnet_hdr = get_flag(attr[IFLA_TUN_VNET_HDR]);
	device->persist = get_flag(attr[IFLA_TUN_PERSIST]);
	device->multi_queue = get_flag(attr[IFLA_TUN_MULTI_QUEUE]);
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
	device->carrier = get_flag(attr[IFLA_CARRIER]);
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

#define ADDRESS_MAX (IFA_MAX > LINK_ADDRESS_PROTO ? IFA_MAX : LINK_ADDRESS_PROTO)

static const struct nla_policy address_policy[ADDRESS_MAX + 1] = {
	[IFA_ADDRESS] = {.type = NLA_UNSPEC},
	[IFA_LOCAL] = {.type = NLA_UNSPEC},
	[IFA_LABEL] = {.type = NLA_STRING},
	[IFA_FLAGS] = {.type = NLA_U32},
	[IFA_RT_PRIORITY] = {.type = NLA_U32},
	[IFA_CACHEINFO] = {.minlen = sizeof(struct ifa_cacheinfo)},
	[LINK_ADDRESS_PROTO] = {.type = NLA_U8},
};

static enum link_origin origin_of(struct nlattr *proto)
{
	if (!proto)
		return LINK_ORIGIN_UNKNOWN;
	return nla_get_u8(proto) <= LINK_ADDRESS_PROTO_KERNEL_MAX ? LINK_ORIGIN_KERNEL
								  : LINK_ORIGIN_OTHER;
}

/* An address that failed detection is also tentative, as it was never used. */
static void parse_state(struct nlattr **attr, struct link_address *address)
{
	uint32_t flags = address->flags;
	struct ifa_cacheinfo info;

	address->permanent = flags & IFA_F_PERMANENT;
	address->duplicate = flags & IFA_F_DADFAILED;
	address->tentative = (flags & IFA_F_TENTATIVE) && !(flags & IFA_F_DADFAILED);
	if (!attr[IFA_CACHEINFO])
		return;
	memcpy(&info, nla_data(attr[IFA_CACHEINFO]), sizeof(info));
	address->has_lifetimes = true;
	address->changed = info.tstamp;
	address->valid = info.ifa_valid;
	address->preferred = info.ifa_prefered;
}

/* What ip(8) can set on an address besides its prefix and its peer. */
static void parse_details(struct nlattr **attr, struct link_address *address)
{
	address->origin = origin_of(attr[LINK_ADDRESS_PROTO]);
	if (attr[LINK_ADDRESS_PROTO])
		address->protocol = nla_get_u8(attr[LINK_ADDRESS_PROTO]);
	address->metric = get_u32(attr[IFA_RT_PRIORITY], 0);
	if (attr[IFA_LABEL])
		copy_string(address->label, sizeof(address->label), attr[IFA_LABEL]);
	if (!attr[IFA_BROADCAST] || nla_len(attr[IFA_BROADCAST]) != sizeof(address->broadcast))
		return;
	address->has_broadcast = true;
	memcpy(address->broadcast, nla_data(attr[IFA_BROADCAST]), sizeof(address->broadcast));
}

int link_parse_address(struct nlmsghdr *message, struct link_address *address)
{
	struct nlattr *attr[ADDRESS_MAX + 1];
	struct nlattr *local;
	struct ifaddrmsg *info;
	int size;

	memset(address, 0, sizeof(*address));
	if (message->nlmsg_type != RTM_NEWADDR && message->nlmsg_type != RTM_DELADDR)
		return -EBADMSG;
	if (!nlmsg_valid_hdr(message, sizeof(*info)) ||
	    nlmsg_parse(message, sizeof(*info), attr, ADDRESS_MAX, address_policy) < 0)
		return -EBADMSG;
	info = nlmsg_data(message);
	if (info->ifa_family != AF_INET && info->ifa_family != AF_INET6)
		return -EAFNOSUPPORT;
	/*
	 * With a peer, IFA_ADDRESS is the peer's address; for IPv6, IFA_LOCAL is only present then.
	 */
	local = attr[IFA_LOCAL] ? attr[IFA_LOCAL] : attr[IFA_ADDRESS];
	size = info->ifa_family == AF_INET ? 4 : 16;
	if (!local || nla_len(local) != size)
		return -EBADMSG;
	address->ifindex = (int)info->ifa_index;
	address->scope = info->ifa_scope;
	address->flags = get_u32(attr[IFA_FLAGS], info->ifa_flags);
	parse_details(attr, address);
	parse_state(attr, address);
	address->address.family = info->ifa_family;
	address->address.prefix = info->ifa_prefixlen;
	memcpy(address->address.bytes, nla_data(local), (size_t)size);
	if (attr[IFA_LOCAL] && attr[IFA_ADDRESS] && nla_len(attr[IFA_ADDRESS]) == size &&
	    memcmp(nla_data(attr[IFA_ADDRESS]), nla_data(local), (size_t)size) != 0) {
		address->address.has_peer = true;
		memcpy(address->address.peer, nla_data(attr[IFA_ADDRESS]), (size_t)size);
	}
	return 0;
}

/* The text among the attributes after that many bytes, or NULL. */
static const char *find_text(struct nlmsghdr *message, size_t skip)
{
	struct nlattr *attr[NLMSGERR_ATTR_MAX + 1];
	struct nlattr *text;

	if (skip > (size_t)nlmsg_datalen(message) ||
	    nlmsg_parse(message, (int)skip, attr, NLMSGERR_ATTR_MAX, NULL) < 0)
		return NULL;
	text = attr[NLMSGERR_ATTR_MSG];
	if (!text || nla_len(text) < 2 || ((char *)nla_data(text))[nla_len(text) - 1] != '\0')
		return NULL;
	return nla_data(text);
}

const char *link_parse_ack(struct nlmsghdr *message)
{
	struct nlmsgerr *error;
	size_t skip = sizeof(*error);

	if (!(message->nlmsg_flags & NLM_F_ACK_TLVS) || !nlmsg_valid_hdr(message, (int)skip))
		return NULL;
	error = nlmsg_data(message);
	/* Unless capped, the whole request is echoed; nlmsgerr contains its header. */
	if (!(message->nlmsg_flags & NLM_F_CAPPED)) {
		if (error->msg.nlmsg_len < NLMSG_HDRLEN)
			return NULL;
		skip += error->msg.nlmsg_len - NLMSG_HDRLEN;
	}
	return find_text(message, skip);
}

int link_parse_done(struct nlmsghdr *message, const char **text)
{
	int32_t error;

	*text = NULL;
	if (!nlmsg_valid_hdr(message, sizeof(error)))
		return 0;
	memcpy(&error, nlmsg_data(message), sizeof(error));
	if (error < 0 && (message->nlmsg_flags & NLM_F_ACK_TLVS))
		*text = find_text(message, sizeof(error));
	return error < 0 ? -error : 0;
}
