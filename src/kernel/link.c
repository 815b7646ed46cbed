// SPDX-License-Identifier: GPL-2.0-or-later
// Requests for links: a single one or a dump.

#include "kernel/link.h"

#include <errno.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-parse.h"
#include "kernel/link-socket.h"

static int take_link(struct nlmsghdr *message, void *data)
{
	struct device *device = data;

	device_clear(device);
	return -link_parse(message, device);
}

/* Omit statistics, which are half of each answer and not used here. */
static int skip_statistics(struct nl_msg *message)
{
	return nla_put_u32(message, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
}

static struct fault *find_link(struct link_socket *socket, int ifindex, const char *name,
			       struct device *device)
{
	struct ifinfomsg info = {.ifi_family = AF_UNSPEC, .ifi_index = ifindex};
	struct nl_msg *message = link_request(RTM_GETLINK, 0, &info, sizeof(info));
	bool alternative = name && strlen(name) >= IFNAMSIZ;
	struct fault *fault;
	int refusal;

	memset(device, 0, sizeof(*device));
	if (!message || skip_statistics(message) < 0 ||
	    (name &&
	     nla_put_string(message, alternative ? IFLA_ALT_IFNAME : IFLA_IFNAME, name) < 0)) {
		nlmsg_free(message);
		return fault_memory();
	}
	fault = link_ask(socket, message, take_link, device, &refusal);
	/* A kernel without alternative names ignores that attribute, and so sees no name. */
	if (!fault && (refusal == ENODEV || (refusal == EINVAL && alternative)))
		return NULL;
	if (!fault)
		fault = link_refusal(socket);
	if (!fault && !device->name[0])
		fault = fault_errno(EBADMSG);
	if (fault)
		device_clear(device);
	return fault;
}

struct fault *link_find(struct link_socket *socket, const char *name, struct device *device)
{
	return find_link(socket, 0, name, device);
}

struct fault *link_find_index(struct link_socket *socket, int ifindex, struct device *device)
{
	return find_link(socket, ifindex, NULL, device);
}

struct link_list {
	struct device_list *list;
	size_t before; /* how many were in it */
	bool all_kinds;
};

static int take_dump(struct nlmsghdr *message, void *data)
{
	struct link_list *dump = data;
	struct device device;
	int error = -link_parse(message, &device);

	if (error)
		return error;
	/* A kernel without the tun module does not know the kind, and does not filter. */
	if (!dump->all_kinds && !device_is_tun(&device)) {
		device_clear(&device);
		return 0;
	}
	if (device_list_push(dump->list, &device) < 0) {
		device_clear(&device);
		return ENOMEM;
	}
	return 0;
}

static struct nl_msg *dump_request(bool all_kinds)
{
	struct ifinfomsg info = {.ifi_family = AF_UNSPEC};
	struct nl_msg *message = link_request(RTM_GETLINK, NLM_F_DUMP, &info, sizeof(info));
	struct nlattr *nest;

	if (!message || skip_statistics(message) < 0)
		goto no_memory;
	if (!all_kinds) {
		nest = nla_nest_start(message, IFLA_LINKINFO);
		if (!nest || nla_put_string(message, IFLA_INFO_KIND, "tun") < 0)
			goto no_memory;
		nla_nest_end(message, nest);
	}
	return message;
no_memory:
	nlmsg_free(message);
	return NULL;
}

static void forget_dump(void *data)
{
	struct link_list *dump = data;

	device_list_truncate(dump->list, dump->before);
}

struct fault *link_dump(struct link_socket *socket, bool all_kinds, struct device_list *list)
{
	struct link_list links = {.list = list, .before = list->count, .all_kinds = all_kinds};
	const struct dump dump = {take_dump, forget_dump, &links, "cannot list interfaces"};

	return link_exchange_dump(socket, dump_request(all_kinds), &dump);
}
