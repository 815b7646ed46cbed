/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The state of a scan of /proc, and the examination of one descriptor; only for proc-scan.c. */
#ifndef TUNADM_KERNEL_PROC_LOOK_H
#define TUNADM_KERNEL_PROC_LOOK_H

#include <stdbool.h>
#include <sys/types.h>

#include "kernel/proc-descriptor.h"
#include "kernel/sight.h"

struct scan {
	proc_visit_fn *visit;
	void *data;
	ino_t netns; /* the current network namespace */
	struct sight sight;
	bool ended;
	int shortage; /* errno: what this process ran out of, which ended the scan */
};

/* The process being scanned; its pidfd is opened for the first descriptor that needs it. */
struct process {
	pid_t pid;
	pid_t table; /* the thread whose descriptors are examined */
	int fds;     /* its fd directory in /proc */
	int pidfd;   /* -1: not opened yet */
};

/* The errors of /proc for a process or descriptor that is gone: nothing is hidden then. */
bool proc_is_end(int error) __attribute__((const));

/*
 * Records the errno of something that could not be examined. Running out of descriptors or memory
 * says nothing about that process, and would continue for all others.
 */
void proc_miss(struct scan *scan, int error) __attribute__((nonnull));

/*
 * Examines a descriptor of the tun device, and passes it to the visitor if it belongs to one of our
 * interfaces.
 */
void proc_look_at(struct scan *scan, struct process *process, int fd) __attribute__((nonnull));

#endif
