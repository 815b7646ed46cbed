// SPDX-License-Identifier: GPL-2.0-or-later
// Reading the counters of a link and its queueing discipline by netlink.

#include "kernel/link-stats.h"

#include <errno.h>
#include <linux/gen_stats.h>
#include <linux/if_link.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-socket.h"

/* The kernel's struct grows at its end. All fields that are read here are old. */
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

	*stats = (struct link_stats){0};
	return link_exchange(socket, link_request(RTM_GETSTATS, 0, &info, sizeof(info)), take_stats,
			     stats);
}

/* These structs grow at their end, too. */
static const struct nla_policy tc_policy[TCA_MAX + 1] = {
	[TCA_STATS2] = {.type = NLA_NESTED},
};
static const struct nla_policy queue_policy[TCA_STATS_MAX + 1] = {
	[TCA_STATS_BASIC] = {.minlen = offsetof(struct gnet_stats_basic, packets) + 4},
	[TCA_STATS_QUEUE] = {.minlen = sizeof(struct gnet_stats_queue)},
	[TCA_STATS_PKT64] = {.minlen = sizeof(uint64_t)},
};

struct queue_dump {
	queue_stats_fn *fn;
	void *data;
};

static int take_queue_stats(struct nlmsghdr *message, void *data)
{
	const struct queue_dump *dump = data;
	struct nlattr *attr[TCA_MAX + 1];
	struct nlattr *inner[TCA_STATS_MAX + 1];
	const struct tcmsg *info = nlmsg_data(message);
	struct queue_stats stats = {.known = true};
	struct gnet_stats_queue queue;
	uint32_t packets;

	if (message->nlmsg_type != RTM_NEWQDISC ||
	    nlmsg_parse(message, sizeof(*info), attr, TCA_MAX, tc_policy) < 0)
		return EBADMSG;
	if (info->tcm_parent != TC_H_ROOT || !attr[TCA_STATS2])
		return 0;
	if (nla_parse_nested(inner, TCA_STATS_MAX, attr[TCA_STATS2], queue_policy) < 0)
		return EBADMSG;
	if (!inner[TCA_STATS_BASIC] || !inner[TCA_STATS_QUEUE])
		return 0;
	memcpy(&packets,
	       (const char *)nla_data(inner[TCA_STATS_BASIC]) +
		       offsetof(struct gnet_stats_basic, packets),
	       sizeof(packets));
	memcpy(&queue, nla_data(inner[TCA_STATS_QUEUE]), sizeof(queue));
	stats.packets = packets;
	/* Present only if 32 bits are not enough. */
	if (inner[TCA_STATS_PKT64])
		memcpy(&stats.packets, nla_data(inner[TCA_STATS_PKT64]), sizeof(stats.packets));
	stats.dropped = queue.drops;
	dump->fn(info->tcm_ifindex, &stats, dump->data);
	return 0;
}

struct fault *link_queue_stats(struct link_socket *socket, queue_stats_fn *fn, void *data)
{
	const struct tcmsg info = {.tcm_family = AF_UNSPEC};
	struct queue_dump queues = {fn, data};
	const struct dump dump = {
		.take = take_queue_stats,
		.data = &queues,
		.what = "cannot list queueing disciplines",
	};

	return link_exchange_dump(
		socket, link_request(RTM_GETQDISC, NLM_F_DUMP, &info, sizeof(info)), &dump);
}
