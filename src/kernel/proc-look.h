/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a pass over /proc knows, and its look at one descriptor: for proc-scan.c alone. */
#ifndef TUNADM_KERNEL_PROC_LOOK_H
#define TUNADM_KERNEL_PROC_LOOK_H

#include <stdbool.h>
#include <sys/types.h>

#include "kernel/proc-scan.h"
#include "kernel/sight.h"

struct scan {
	proc_visit_fn *visit;
	void *data;
	ino_t netns; /* the current network namespace */
	struct sight sight;
	bool ended;
	int shortage; /* errno: what this process ran out of, which ended the pass */
};

/* The process under the pass; its pidfd is opened for the first descriptor that needs it. */
struct process {
	pid_t pid;
	pid_t table; /* the thread whose descriptors are looked at */
	int fds;     /* its fd in /proc */
	int pidfd;   /* -1: not opened yet */
};

/* What /proc answers when a process, or its descriptor, is gone: that hides nothing. */
bool proc_is_end(int error) __attribute__((const));

/*
 * Takes the errno of something that could not be looked at. To run out of descriptors or memory
 * says nothing of the process that was looked at, and would go on for all that follow.
 */
void proc_miss(struct scan *scan, int error) __attribute__((nonnull));

/* Asks a descriptor of the tun device whose it is, and has it visited if it is one of ours. */
void proc_look_at(struct scan *scan, struct process *process, int fd) __attribute__((nonnull));

#endif
