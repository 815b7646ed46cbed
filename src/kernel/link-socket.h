/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files that speak netlink share: the socket and one exchange on it. */
#ifndef TUNADM_KERNEL_LINK_SOCKET_H
#define TUNADM_KERNEL_LINK_SOCKET_H

#include <linux/rtnetlink.h>
#include <netlink/msg.h>
#include <netlink/netlink.h>
#include <stdbool.h>

#include "model/fault.h"

/*
 * The most that one read can bring. The kernel fills a dump's buffer up to 32 KiB at a time
 * (netlink_dump), but one link alone can take more: its alternative names are an attribute of up to
 * 64 KiB. Room that is not touched costs nothing.
 */
#define LINK_MESSAGE_SIZE (68 * 1024)

/* Takes one message of an answer; returns 0 or an errno value (positive). */
typedef int take_fn(struct nlmsghdr *message, void *data);

/* One request under way. */
struct exchange {
	unsigned int sequence; /* of the request: an answer to an earlier one is passed over */
	take_fn *take;
	void *data;
	int error;	  /* errno value (positive), the kernel's or take's */
	char *text;	  /* the kernel's words, owned */
	bool interrupted; /* a dump, by what came or went meanwhile */
	bool done;
};

struct link_socket {
	struct nl_sock *nl;
	char *buffer; /* for what is received */
	struct exchange exchange;
};

/* A message of this type that begins with *info, or NULL without memory. */
struct nl_msg *link_request(int type, int flags, const struct ifinfomsg *info)
	__attribute__((nonnull, warn_unused_result));

/* Sends the message, which it frees, and takes the answer up to its acknowledgement or end. */
struct fault *link_exchange(struct link_socket *socket, struct nl_msg *message, take_fn *take,
			    void *data) __attribute__((nonnull(1, 2))) must_check;

/*
 * Whether to ask for a dump once more: a link that came or went has interrupted it (EINTR), so that
 * others may be missing. Waits a millisecond after the first attempt and twice as long after each
 * further one, about four seconds in all. The first attempt is 1.
 */
bool link_dump_again(const struct fault *fault, int attempt) __attribute__((nonnull));

/* The fault of a dump that failed; `what` says which: "cannot list interfaces". */
struct fault *link_dump_fault(struct fault *fault, const char *what)
	__attribute__((nonnull, returns_nonnull)) must_check;

#endif
