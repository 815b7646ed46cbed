/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A descriptor of the tun device, as a scan of /proc finds it. */
#ifndef TUNADM_KERNEL_PROC_DESCRIPTOR_H
#define TUNADM_KERNEL_PROC_DESCRIPTOR_H

#include <net/if.h>
#include <stdbool.h>
#include <sys/types.h>

/*
 * A descriptor of a process that is attached to an interface of the current namespace; if unsure,
 * to one of that name in any namespace.
 */
struct proc_descriptor {
	pid_t pid;
	pid_t table; /* the thread whose table of descriptors contains it, usually the process */
	int number;  /* its number there */
	char ifname[IFNAMSIZ];
	int copy;     /* a duplicate, or -1 if not permitted; to keep it, set -1 here */
	int error;    /* why there is no duplicate, or none that is certainly ours */
	bool unsure;  /* the interface may be one of that name in another namespace */
	bool foreign; /* the pid belongs to another PID namespace, so there is no duplicate */
};

/* Returns true to end the scan. */
typedef bool proc_visit_fn(struct proc_descriptor *descriptor, void *data);

#endif
