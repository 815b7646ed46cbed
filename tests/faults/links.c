// SPDX-License-Identifier: GPL-2.0-or-later
// Dumps links and addresses through a socket of its own; each attribute is a fact.

#include "links.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <linux/if_addr.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The names of attributes that a report is likely to show. */
static const char *const names[IFLA_MAX + 1] = {
	[IFLA_ADDRESS] = "address",
	[IFLA_MTU] = "mtu",
	[IFLA_TXQLEN] = "txqueuelen",
	[IFLA_MASTER] = "master",
	[IFLA_GROUP] = "group",
	[IFLA_CARRIER] = "carrier",
	[IFLA_CARRIER_CHANGES] = "carrier-changes",
	[IFLA_CARRIER_UP_COUNT] = "carrier-ups",
	[IFLA_CARRIER_DOWN_COUNT] = "carrier-downs",
	[IFLA_IFALIAS] = "alias",
	[IFLA_PERM_ADDRESS] = "permanent-address",
};

static void fail(const char *what)
{
	perror(what);
	exit(125);
}

static void add(struct snapshot *snapshot, const char *link, const char *what, const char *value)
{
	struct fact *fact;

	if (snapshot->count == snapshot->capacity) {
		snapshot->capacity = snapshot->capacity ? snapshot->capacity * 2 : 256;
		snapshot->facts =
			reallocarray(snapshot->facts, snapshot->capacity, sizeof(*snapshot->facts));
		if (!snapshot->facts)
			fail("snapshot");
	}
	fact = &snapshot->facts[snapshot->count++];
	(void)snprintf(fact->link, sizeof(fact->link), "%s", link);
	(void)snprintf(fact->what, sizeof(fact->what), "%s", what);
	fact->value = strdup(value);
	if (!fact->value)
		fail("snapshot");
}

static void add_number(struct snapshot *snapshot, const char *link, const char *what,
		       unsigned long value)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%lu", value);
	add(snapshot, link, what, text);
}

/* The macros of linux/netlink.h and linux/rtnetlink.h cast away const and alignment. */
static const void *behind(const void *header, size_t length)
{
	return (const char *)header + length;
}

static const void *data_of(const struct rtattr *attr)
{
	return behind(attr, RTA_LENGTH(0));
}

static const struct rtattr *after(const struct rtattr *attr, int *size)
{
	*size -= (int)RTA_ALIGN(attr->rta_len);
	return behind(attr, RTA_ALIGN(attr->rta_len));
}

/* A number as such, anything else in hexadecimal. */
static void add_attribute(struct snapshot *snapshot, const char *link, const char *what,
			  const struct rtattr *attr)
{
	const unsigned char *data = data_of(attr);
	size_t size = RTA_PAYLOAD(attr);
	char text[2 * 256 + 1] = "";
	uint32_t number;

	if (size == sizeof(number)) {
		memcpy(&number, data, sizeof(number));
		add_number(snapshot, link, what, number);
	} else if (size == 1) {
		add_number(snapshot, link, what, *data);
	} else {
		for (size_t i = 0; i < size && i < 256; i++)
			(void)snprintf(text + 2 * i, 3, "%02x", data[i]);
		add(snapshot, link, what, text);
	}
}

/* The last four follow a bridge's ports, but do not return to their previous values. */
static bool is_volatile(int type)
{
	switch (type) {
	case IFLA_STATS:
	case IFLA_STATS64:
	case IFLA_OPERSTATE:
	case IFLA_QDISC:
	case IFLA_PROTINFO:
	case IFLA_IFNAME: /* the name to which the others belong */
	case IFLA_LINKINFO:
	case IFLA_TSO_MAX_SIZE:
	case IFLA_TSO_MAX_SEGS:
	case IFLA_GSO_MAX_SIZE:
	case IFLA_GSO_MAX_SEGS: return true;
	default: return false;
	}
}

static const struct rtattr *find(const struct rtattr *attr, int size, int type)
{
	for (; RTA_OK(attr, size); attr = after(attr, &size))
		if ((attr->rta_type & NLA_TYPE_MASK) == type)
			return attr;
	return NULL;
}

/* The flags of a bridge's port; the rest of it are its state, costs and timers. */
static void add_port(struct snapshot *snapshot, const char *link, const struct rtattr *info)
{
	const struct rtattr *kind =
		find(data_of(info), (int)RTA_PAYLOAD(info), IFLA_INFO_SLAVE_KIND);
	const struct rtattr *data =
		find(data_of(info), (int)RTA_PAYLOAD(info), IFLA_INFO_SLAVE_DATA);
	static const struct {
		int type;
		const char *what;
	} flags[] = {
		{IFLA_BRPORT_MODE, "hairpin"},
		{IFLA_BRPORT_GUARD, "guard"},
		{IFLA_BRPORT_LEARNING, "learning"},
		{IFLA_BRPORT_UNICAST_FLOOD, "flood"},
		{IFLA_BRPORT_MCAST_FLOOD, "mcast-flood"},
		{IFLA_BRPORT_BCAST_FLOOD, "bcast-flood"},
		{IFLA_BRPORT_NEIGH_SUPPRESS, "neigh-suppress"},
		{IFLA_BRPORT_ISOLATED, "isolated"},
	};

	if (!kind || !data || strcmp(data_of(kind), "bridge") != 0)
		return;
	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		const struct rtattr *attr =
			find(data_of(data), (int)RTA_PAYLOAD(data), flags[i].type);

		if (attr)
			add_attribute(snapshot, link, flags[i].what, attr);
	}
}

/* What a bridge's own dump has beside: the VLANs of its ports, each a fact. */
static void add_vlans(struct snapshot *snapshot, const struct nlmsghdr *message)
{
	const struct ifinfomsg *info = behind(message, NLMSG_HDRLEN);
	const struct rtattr *attrs = behind(info, NLMSG_ALIGN(sizeof(*info)));
	int size = (int)IFLA_PAYLOAD(message);
	const struct rtattr *name = find(attrs, size, IFLA_IFNAME);
	const struct rtattr *list = find(attrs, size, IFLA_AF_SPEC);
	const struct rtattr *attr;

	if (!name || !list || !find(attrs, size, IFLA_PROTINFO))
		return;
	size = (int)RTA_PAYLOAD(list);
	for (attr = data_of(list); RTA_OK(attr, size); attr = after(attr, &size)) {
		struct bridge_vlan_info vlan;
		char text[32];

		if ((attr->rta_type & NLA_TYPE_MASK) != IFLA_BRIDGE_VLAN_INFO)
			continue;
		memcpy(&vlan, data_of(attr), sizeof(vlan));
		(void)snprintf(text, sizeof(text), "%u flags %#x", vlan.vid, vlan.flags);
		add(snapshot, data_of(name), "vlan", text);
	}
}

/* The kind, and the attributes of tun/tap interfaces. */
static void add_info(struct snapshot *snapshot, const char *link, const struct rtattr *info)
{
	const struct rtattr *kind = find(data_of(info), (int)RTA_PAYLOAD(info), IFLA_INFO_KIND);
	const struct rtattr *data = find(data_of(info), (int)RTA_PAYLOAD(info), IFLA_INFO_DATA);
	const struct rtattr *attr;
	int size;

	if (!kind)
		return;
	add(snapshot, link, "kind", data_of(kind));
	if (!data || strcmp(data_of(kind), "tun") != 0)
		return;
	size = (int)RTA_PAYLOAD(data);
	for (attr = data_of(data); RTA_OK(attr, size); attr = after(attr, &size)) {
		static const char *const tun[] = {NULL,	    "owner",   "gid",	  "type",
						  "pi",	    "vnethdr", "persist", "multiqueue",
						  "queues", "disabled"};
		size_t type = attr->rta_type & NLA_TYPE_MASK;
		char what[24];

		(void)snprintf(what, sizeof(what), "tun-%zu", type);
		add_attribute(snapshot, link,
			      type < sizeof(tun) / sizeof(*tun) && tun[type] ? tun[type] : what,
			      attr);
	}
}

/* One by one, as some of them may be there already, and others not yet. */
static void add_altnames(struct snapshot *snapshot, const char *link, const struct rtattr *list)
{
	const struct rtattr *attr = data_of(list);
	int size = (int)RTA_PAYLOAD(list);

	for (; RTA_OK(attr, size); attr = after(attr, &size))
		if ((attr->rta_type & NLA_TYPE_MASK) == IFLA_ALT_IFNAME)
			add(snapshot, link, "altname", data_of(attr));
}

/* Of the data of address families, only what can be set: the rest is times and counters. */
static void add_families(struct snapshot *snapshot, const char *link, const struct rtattr *families)
{
	const struct rtattr *attr = find(data_of(families), (int)RTA_PAYLOAD(families), AF_INET6);

	if (attr)
		attr = find(data_of(attr), (int)RTA_PAYLOAD(attr), IFLA_INET6_ADDR_GEN_MODE);
	if (attr)
		add_attribute(snapshot, link, "addrgenmode", attr);
}

static void add_link(struct snapshot *snapshot, const struct nlmsghdr *message)
{
	const struct ifinfomsg *info = behind(message, NLMSG_HDRLEN);
	const struct rtattr *attr = behind(info, NLMSG_ALIGN(sizeof(*info)));
	int size = (int)IFLA_PAYLOAD(message);
	const struct rtattr *name = find(attr, size, IFLA_IFNAME);
	const char *link = name ? data_of(name) : "?";

	add_number(snapshot, link, "index", (unsigned long)info->ifi_index);
	add_number(snapshot, link, "type", info->ifi_type);
	add_number(snapshot, link, "flags", info->ifi_flags & ~(unsigned int)IFF_RUNNING);
	for (; RTA_OK(attr, size); attr = after(attr, &size)) {
		int type = attr->rta_type & NLA_TYPE_MASK;
		char what[24];

		(void)snprintf(what, sizeof(what), "ifla-%d", type);
		if (type == IFLA_LINKINFO) {
			add_info(snapshot, link, attr);
			add_port(snapshot, link, attr);
		} else if (type == IFLA_PROP_LIST)
			add_altnames(snapshot, link, attr);
		else if (type == IFLA_AF_SPEC)
			add_families(snapshot, link, attr);
		else if (!is_volatile(type))
			add_attribute(snapshot, link,
				      type <= IFLA_MAX && names[type] ? names[type] : what, attr);
	}
}

static void add_address(struct snapshot *snapshot, const struct nlmsghdr *message)
{
	const struct ifaddrmsg *info = behind(message, NLMSG_HDRLEN);
	const struct rtattr *attr = behind(info, NLMSG_ALIGN(sizeof(*info)));
	int size = (int)IFA_PAYLOAD(message);
	const struct rtattr *address = find(attr, size, IFA_LOCAL);
	const struct rtattr *other = find(attr, size, IFA_ADDRESS);
	const struct rtattr *flags = find(attr, size, IFA_FLAGS);
	unsigned int set = 0;
	char link[IF_NAMESIZE] = "?";
	char text[INET6_ADDRSTRLEN] = "?";
	char peer[INET6_ADDRSTRLEN] = "?";
	char value[2 * INET6_ADDRSTRLEN + 50];

	if (!address)
		address = other;
	if (flags)
		memcpy(&set, data_of(flags), sizeof(set));
	if_indextoname(info->ifa_index, link);
	if (address)
		inet_ntop(info->ifa_family, data_of(address), text, sizeof(text));
	/* Without a peer it is the address itself. */
	if (other)
		inet_ntop(info->ifa_family, data_of(other), peer, sizeof(peer));
	(void)snprintf(value, sizeof(value), "%s peer %s/%u scope %u flags %#x", text, peer,
		       info->ifa_prefixlen, info->ifa_scope, set & ~(unsigned int)IFA_F_TENTATIVE);
	add(snapshot, link, "addr", value);
}

/* The mask is for AF_BRIDGE alone: the dumps of others are as they come. */
static void dump(int fd, struct snapshot *snapshot, unsigned short type, unsigned char family)
{
	struct {
		struct nlmsghdr header;
		struct ifinfomsg info;
		struct rtattr attr;
		uint32_t mask;
	} request = {
		.header = {.nlmsg_len = family ? sizeof(request)
					       : NLMSG_LENGTH(sizeof(struct ifinfomsg)),
			   .nlmsg_type = type,
			   .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
		.info = {.ifi_family = family},
		.attr = {.rta_len = RTA_LENGTH(sizeof(uint32_t)), .rta_type = IFLA_EXT_MASK},
		.mask = RTEXT_FILTER_BRVLAN,
	};
	static char buffer[64 * 1024] __attribute__((aligned(NLMSG_ALIGNTO)));

	if (send(fd, &request, request.header.nlmsg_len, 0) < 0)
		fail("netlink");
	for (;;) {
		ssize_t got = recv(fd, buffer, sizeof(buffer), 0);
		size_t left = (size_t)got;
		const struct nlmsghdr *message = (const void *)buffer;

		if (got <= 0)
			fail("netlink");
		for (; NLMSG_OK(message, left);
		     left -= NLMSG_ALIGN(message->nlmsg_len),
		     message = behind(message, NLMSG_ALIGN(message->nlmsg_len))) {
			if (message->nlmsg_type == NLMSG_DONE)
				return;
			if (message->nlmsg_type == RTM_NEWLINK && family)
				add_vlans(snapshot, message);
			else if (message->nlmsg_type == RTM_NEWLINK)
				add_link(snapshot, message);
			else if (message->nlmsg_type == RTM_NEWADDR)
				add_address(snapshot, message);
			else
				fail("netlink answer");
		}
	}
}

static int compare(const void *a, const void *b)
{
	const struct fact *left = a;
	const struct fact *right = b;
	int order = strcmp(left->link, right->link);

	if (!order)
		order = strcmp(left->what, right->what);
	return order ? order : strcmp(left->value, right->value);
}

void snapshot_take(struct snapshot *snapshot)
{
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);

	if (fd < 0)
		fail("netlink socket");
	snapshot_clear(snapshot);
	dump(fd, snapshot, RTM_GETLINK, 0);
	dump(fd, snapshot, RTM_GETLINK, AF_BRIDGE);
	dump(fd, snapshot, RTM_GETADDR, 0);
	(void)close(fd);
	qsort(snapshot->facts, snapshot->count, sizeof(*snapshot->facts), compare);
}

void snapshot_clear(struct snapshot *snapshot)
{
	for (size_t i = 0; i < snapshot->count; i++)
		free(snapshot->facts[i].value);
	free(snapshot->facts);
	*snapshot = (struct snapshot){0};
}

const char *snapshot_get(const struct snapshot *snapshot, const char *link, const char *what,
			 size_t nth)
{
	for (size_t i = 0; i < snapshot->count; i++) {
		const struct fact *fact = &snapshot->facts[i];

		if (strcmp(fact->link, link) == 0 && strcmp(fact->what, what) == 0 && nth-- == 0)
			return fact->value;
	}
	return NULL;
}

bool snapshot_has(const struct snapshot *snapshot, const char *link)
{
	return snapshot_get(snapshot, link, "index", 0) != NULL;
}
