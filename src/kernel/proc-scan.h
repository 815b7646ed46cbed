/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pass over /proc that finds every descriptor of the tun device. */
#ifndef TUNADM_KERNEL_PROC_SCAN_H
#define TUNADM_KERNEL_PROC_SCAN_H

#include <net/if.h>
#include <stdbool.h>
#include <sys/types.h>

#include "model/fault.h"

/*
 * One attached descriptor of a process, on an interface of the current namespace; or, where
 * it is unsure, on one of that name in any.
 */
struct proc_descriptor {
	pid_t pid;
	pid_t table; /* the thread whose table of descriptors it is in: the process's, as a rule */
	int number;  /* the descriptor's, there */
	char ifname[IFNAMSIZ];
	int copy;  /* a duplicate, or -1 without the right to have one; taken by setting it to -1 */
	int error; /* the errno for which there is no duplicate, or none that is surely ours */
	bool unsure;  /* the interface may be a namesake in another namespace */
	bool foreign; /* the pid is one of another PID namespace, so that there is no duplicate */
};

/* Returns true to end the pass. */
typedef bool proc_visit_fn(struct proc_descriptor *descriptor, void *data);

/*
 * Visits them all, of this process those that it has inherited; *gaps (SIGHT_*) says which
 * processes may be missing. Without /proc that is a fault. A fault with the errno of a shortage
 * (fault_is_shortage()) says that this process ran out of descriptors or memory on the way.
 */
struct fault *proc_scan(proc_visit_fn *visit, void *data, unsigned int *gaps)
	__attribute__((nonnull(1, 3))) must_check;

/*
 * Visits the one descriptor that a process had in this table and under this number when it was
 * visited before, if it is still of the tun device and on an interface of the current namespace.
 */
struct fault *proc_revisit(pid_t pid, pid_t table, int number, proc_visit_fn *visit, void *data)
	__attribute__((nonnull(4))) must_check;

/* Reads a process's name as `ps -o comm` shows it; empty if it is gone. */
void proc_read_comm(pid_t pid, char *comm, size_t size) __attribute__((nonnull));

#endif
