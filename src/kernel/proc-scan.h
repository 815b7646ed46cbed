/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The scan of /proc that finds all descriptors of the tun device. */
#ifndef TUNADM_KERNEL_PROC_SCAN_H
#define TUNADM_KERNEL_PROC_SCAN_H

#include <stddef.h>
#include <sys/types.h>

#include "kernel/proc-descriptor.h"
#include "model/fault.h"

/*
 * Visits all of them, for this process only inherited ones. *gaps (SIGHT_*) says which processes
 * may be missing. A missing /proc is a fault. A fault with the errno of a shortage
 * (fault_is_shortage()) means that this process ran out of descriptors or memory.
 */
struct fault *proc_scan(proc_visit_fn *visit, void *data, unsigned int *gaps)
	__attribute__((nonnull(1, 3))) must_check;

/*
 * Visits the descriptor with this number in this table, which was visited before, if it still is
 * one of the tun device on an interface of the current namespace.
 */
struct fault *proc_revisit(pid_t pid, pid_t table, int number, proc_visit_fn *visit, void *data)
	__attribute__((nonnull(4))) must_check;

/* Reads a process's name as `ps -o comm` shows it; empty if it is gone. */
void proc_read_comm(pid_t pid, char *comm, size_t size) __attribute__((nonnull));

#endif
