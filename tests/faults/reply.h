/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A netlink answer that the kernel never gave: a request of another process, refused. */
#ifndef TUNADM_TESTS_REPLY_H
#define TUNADM_TESTS_REPLY_H

#include <linux/netlink.h>
#include <stdbool.h>
#include <sys/types.h>

struct reply {
	bool ready;
	int error;
	struct nlmsghdr request;
};

/*
 * Whether the struct msghdr at that address of the process holds a netlink request; *dump: for a
 * dump.
 */
bool reply_is_request(pid_t pid, unsigned long address, bool *dump);

/* Reads the request that is to be refused; returns what sending it would have. */
long reply_prepare(struct reply *reply, pid_t pid, unsigned long address, int error);

/*
 * If the end of a dump is among the messages of that size that the process has received, has it be
 * an error, and all before it lost. Returns what receiving it would have, or 0 without an end.
 */
long reply_break(pid_t pid, unsigned long address, long size, int error);

/* Writes the answer where the process asks for it; returns what receiving it would have. */
long reply_give(struct reply *reply, pid_t pid, unsigned long address);

#endif
