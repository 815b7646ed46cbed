// SPDX-License-Identifier: GPL-2.0-or-later
// Requests for neighbours.

#include "kernel/neighbour.h"

#include <errno.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-socket.h"
#include "kernel/route-parse.h"

struct search {
	struct neighbour wanted;
	struct neighbour *found;
};

static int take_neighbour(struct nlmsghdr *message, void *data)
{
	const struct search *search = data;
	const struct neighbour *wanted = &search->wanted;
	struct neighbour neighbour;
	int error = neighbour_parse(message, &neighbour);

	if (error == -EAFNOSUPPORT)
		return 0;
	/* Older kernels ignore NDA_IFINDEX. */
	if (!error && neighbour.ifindex == wanted->ifindex && neighbour.family == wanted->family &&
	    memcmp(neighbour.bytes, wanted->bytes, sizeof(wanted->bytes)) == 0)
		*search->found = neighbour;
	return -error;
}

static void forget_neighbour(void *data)
{
	const struct search *search = data;

	*search->found = (struct neighbour){0};
}

struct fault *neighbour_find(struct link_socket *socket, int ifindex, int family,
			     const uint8_t *bytes, struct neighbour *neighbour)
{
	struct search search = {{.ifindex = ifindex, .family = family}, neighbour};
	const struct ndmsg info = {.ndm_family = (unsigned char)family};
	const struct dump dump = {take_neighbour, forget_neighbour, &search,
				  "cannot list neighbours"};
	struct nl_msg *message = link_request(RTM_GETNEIGH, NLM_F_DUMP, &info, sizeof(info));

	memcpy(search.wanted.bytes, bytes, family == AF_INET ? 4 : 16);
	*neighbour = (struct neighbour){0};
	if (message && nla_put_u32(message, NDA_IFINDEX, (uint32_t)ifindex) < 0) {
		nlmsg_free(message);
		message = NULL;
	}
	return link_exchange_dump(socket, message, &dump);
}
