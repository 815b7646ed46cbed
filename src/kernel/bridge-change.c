// SPDX-License-Identifier: GPL-2.0-or-later
// Changing the ports of bridges.

#include "kernel/bridge-change.h"

#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <sys/socket.h>

#include "kernel/link-socket.h"

/* Not together with the master: the kernel asks the one from before for what a port's data is. */
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
		if (nla_put_u8(message, flags[i].attribute, flags[i].on) < 0)
			return -1;
	nla_nest_end(message, data);
	nla_nest_end(message, info);
	return 0;
}

struct fault *bridge_change_flags(struct link_socket *socket, int ifindex,
				  const struct bridge_flag *flags, size_t count)
{
	struct ifinfomsg info = {.ifi_family = AF_UNSPEC, .ifi_index = ifindex};
	struct nl_msg *message = link_request(RTM_NEWLINK, 0, &info);

	if (!message || put_flags(message, flags, count) < 0) {
		nlmsg_free(message);
		return fault_memory();
	}
	return link_exchange(socket, message, NULL, NULL);
}
