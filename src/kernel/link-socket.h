/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The netlink socket that all requests go through, one exchange on it, and a dump. */
#ifndef TUNADM_KERNEL_LINK_SOCKET_H
#define TUNADM_KERNEL_LINK_SOCKET_H

#include <stddef.h>

#include "model/fault.h"

struct nl_msg;
struct nlmsghdr;

/*
 * The most that one read can bring. The kernel fills a dump's buffer up to 32 KiB at a time
 * (netlink_dump), but one link alone can take more: its alternative names are an attribute of up to
 * 64 KiB. Room that is not touched costs nothing.
 */
#define LINK_MESSAGE_SIZE (68 * 1024)

/* A netlink socket in the network namespace that the process was in when it was opened. */
struct link_socket;

struct fault *link_open(struct link_socket **socket) __attribute__((nonnull)) must_check;
void link_close(struct link_socket *socket);

/* Its descriptor, which stays the socket's. */
int link_descriptor(const struct link_socket *socket) __attribute__((nonnull, pure));

/* Takes one message of an answer; returns 0 or an errno value (positive). */
typedef int take_fn(struct nlmsghdr *message, void *data);

/* A message of this type that begins with *header, or NULL without memory. */
struct nl_msg *link_request(int type, int flags, const void *header, size_t size)
	__attribute__((nonnull, warn_unused_result));

/*
 * Sends the message, which it frees, and takes the answer up to its acknowledgement or end. The
 * fault carries the kernel's errno, and the kernel's own words (extended ack) as the reason where
 * it gives some. A message that is NULL is a lack of memory.
 */
struct fault *link_exchange(struct link_socket *socket, struct nl_msg *message, take_fn *take,
			    void *data) __attribute__((nonnull(1))) must_check;

/*
 * The same for a question to which a refusal is an answer: *refusal is its errno, or 0, and no
 * fault is built. If it is a fault after all, link_refusal() builds it, until the next exchange;
 * NULL if nothing was refused.
 */
struct fault *link_ask(struct link_socket *socket, struct nl_msg *message, take_fn *take,
		       void *data, int *refusal) __attribute__((nonnull(1, 5))) must_check;
struct fault *link_refusal(const struct link_socket *socket) __attribute__((nonnull)) must_check;

/* What is done with the answers to a dump. */
struct dump {
	take_fn *take;
	void (*forget)(void *data); /* drops what has been taken, after a fault; or NULL */
	void *data;		    /* for both */
	const char *what;	    /* that failed, for the fault: "cannot list interfaces" */
};

/*
 * The same for a dump (NLM_F_DUMP). A link that comes or goes interrupts it, so that others may be
 * missing (EINTR): then it is asked for again, after a millisecond first and twice as long each
 * further time, for about four seconds in all.
 */
struct fault *link_exchange_dump(struct link_socket *socket, struct nl_msg *message,
				 const struct dump *dump) __attribute__((nonnull(1, 3))) must_check;

static inline void cleanup_link_socket(struct link_socket **socket)
{
	link_close(*socket);
}

#define auto_link_socket __attribute__((cleanup(cleanup_link_socket)))

#endif
