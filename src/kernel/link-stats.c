// SPDX-License-Identifier: GPL-2.0-or-later
// Asking for counters.

#include "kernel/link-stats.h"

#include <errno.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-socket.h"

/* The kernel's struct grows at its end; what is read here has been there from the first. */
static const struct nla_policy stats_policy[IFLA_STATS_MAX + 1] = {
	[IFLA_STATS_LINK_64] = {.minlen = offsetof(struct rtnl_link_stats64, multicast)},
};

static int take_stats(struct nlmsghdr *message, void *data)
{
	struct nlattr *attr[IFLA_STATS_MAX + 1];
	struct link_stats *stats = data;
	struct rtnl_link_stats64 all = {0};

	if (message->nlmsg_type != RTM_NEWSTATS ||
	    nlmsg_parse(message, sizeof(struct if_stats_msg), attr, IFLA_STATS_MAX, stats_policy) <
		    0 ||
	    !attr[IFLA_STATS_LINK_64])
		return EBADMSG;
	/* Attributes are aligned to 4 bytes only. */
	memcpy(&all, nla_data(attr[IFLA_STATS_LINK_64]), stats_policy[IFLA_STATS_LINK_64].minlen);
	*stats = (struct link_stats){
		.rx_packets = all.rx_packets,
		.tx_packets = all.tx_packets,
		.rx_errors = all.rx_errors,
		.tx_errors = all.tx_errors,
		.rx_dropped = all.rx_dropped,
		.tx_dropped = all.tx_dropped,
	};
	return 0;
}

struct fault *link_stats(struct link_socket *socket, int ifindex, struct link_stats *stats)
{
	struct if_stats_msg info = {
		.ifindex = (uint32_t)ifindex,
		.filter_mask = IFLA_STATS_FILTER_BIT(IFLA_STATS_LINK_64),
	};
	struct nl_msg *message = nlmsg_alloc_simple(RTM_GETSTATS, 0);

	*stats = (struct link_stats){0};
	if (!message || nlmsg_append(message, &info, sizeof(info), NLMSG_ALIGNTO) < 0) {
		nlmsg_free(message);
		return fault_memory();
	}
	return link_exchange(socket, message, take_stats, stats);
}
