// SPDX-License-Identifier: GPL-2.0-or-later
// Parses address messages; each attribute is first checked against a policy.

#include "kernel/link-address-parse.h"

#include <errno.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <string.h>
#include <sys/socket.h>

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
	if (attr[IFA_RT_PRIORITY])
		address->metric = nla_get_u32(attr[IFA_RT_PRIORITY]);
	if (attr[IFA_LABEL])
		(void)nla_strlcpy(address->label, attr[IFA_LABEL], sizeof(address->label));
	if (!attr[IFA_BROADCAST] || nla_len(attr[IFA_BROADCAST]) != sizeof(address->broadcast))
		return;
	address->has_broadcast = true;
	memcpy(address->broadcast, nla_data(attr[IFA_BROADCAST]), sizeof(address->broadcast));
}

int link_address_parse(struct nlmsghdr *message, struct link_address *address)
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
	address->flags = attr[IFA_FLAGS] ? nla_get_u32(attr[IFA_FLAGS]) : info->ifa_flags;
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
