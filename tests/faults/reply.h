/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A forged netlink answer that refuses another process's request. */
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
 * Whether the struct msghdr at that address of the process contains a netlink request; *dump: for a
 * dump.
 */
bool reply_is_request(pid_t pid, unsigned long address, bool *dump);

/* Reads the request that will be refused; returns what sending it would have returned. */
long reply_prepare(struct reply *reply, pid_t pid, unsigned long address, int error);

/*
 * If the process has received the end of a dump in messages of that size, turns it into an error,
 * and removes all messages before it. Returns what receiving it would have returned, or 0 if there
 * is no end.
 */
long reply_break(pid_t pid, unsigned long address, long size, int error);

/*
 * Writes the answer where the process receives it; returns what receiving it would have returned.
 */
long reply_give(struct reply *reply, pid_t pid, unsigned long address);

#endif
