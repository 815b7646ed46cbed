// SPDX-License-Identifier: GPL-2.0-or-later
// Asking for neighbours.

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
	/* Older kernels do not heed NDA_IFINDEX. */
	if (!error && neighbour.ifindex == wanted->ifindex && neighbour.family == wanted->family &&
	    memcmp(neighbour.bytes, wanted->bytes, sizeof(wanted->bytes)) == 0)
		*search->found = neighbour;
	return -error;
}

struct fault *neighbour_find(struct link_socket *socket, int ifindex, int family,
			     const uint8_t *bytes, struct neighbour *neighbour)
{
	struct search search = {{.ifindex = ifindex, .family = family}, neighbour};

	memcpy(search.wanted.bytes, bytes, family == AF_INET ? 4 : 16);
	for (int attempt = 1;; attempt++) {
		struct ndmsg info = {.ndm_family = (unsigned char)family};
		struct nl_msg *message = nlmsg_alloc_simple(RTM_GETNEIGH, NLM_F_DUMP);
		struct fault *fault;

		*neighbour = (struct neighbour){0};
		if (!message || nlmsg_append(message, &info, sizeof(info), NLMSG_ALIGNTO) < 0 ||
		    nla_put_u32(message, NDA_IFINDEX, (uint32_t)ifindex) < 0) {
			nlmsg_free(message);
			return fault_memory();
		}
		fault = link_exchange(socket, message, take_neighbour, &search);
		if (!fault)
			return NULL;
		if (!link_dump_again(fault, attempt))
			return link_dump_fault(fault, "cannot list neighbours");
		fault_free(fault);
	}
}
