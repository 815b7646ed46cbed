/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Holders: the processes that are attached to interfaces, found in one scan of /proc. */
#ifndef TUNADM_KERNEL_HOLDERS_H
#define TUNADM_KERNEL_HOLDERS_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "kernel/sight.h"
#include "model/device.h"
#include "model/fault.h"

/* As in /proc/PID/comm: at most 15 bytes, truncated by the kernel. */
#define HOLDER_COMM_SIZE 16

struct holder {
	char ifname[IFNAMSIZ];
	pid_t pid;
	char comm[HOLDER_COMM_SIZE];
	bool unsure; /* it may hold an interface of that name in another network namespace */
};

struct holder_list {
	/* Sorted by ifname, the unsure ones last, and pid; one entry per process and interface. */
	struct holder *items;
	size_t count;
	size_t capacity;
	unsigned int gaps; /* SIGHT_*: why some may be missing */
	int shortage;	   /* errno: what ran out, so that nothing could be examined */
};

/*
 * Fills the list with the processes attached to interfaces of the current network namespace, in one
 * scan of /proc for any number of interfaces. A descriptor of the tun device is recognized by
 * st_rdev. It is then duplicated (pidfd_open, pidfd_getfd: Linux 5.6, ptrace rights) to get its
 * interface and namespace, as the name alone could belong to another namespace. Without those
 * rights, fdinfo gives the name, and the network namespace of the process shows whether it is one
 * here: if not, the process is listed as unsure.
 */
struct fault *holders_find(struct holder_list *list) __attribute__((nonnull)) must_check;

/*
 * The same for a caller to whom holders are only a detail: a scan that fails leaves an empty list
 * with gaps.
 */
void holders_look(struct holder_list *list) __attribute__((nonnull));

/*
 * The first of the interface's holders and their *count, or NULL for none; unsure ones are not
 * counted.
 */
const struct holder *holders_of(const struct holder_list *list, const char *ifname, size_t *count)
	__attribute__((nonnull));

/* Why there may be more holders of the interface than holders_of() returns: SIGHT_*, 0 if none. */
unsigned int holders_gaps(const struct holder_list *list, const char *ifname)
	__attribute__((nonnull));

/* Cache of (interface, process, descriptor) for commands that borrow many; {0} is empty. */
struct holder_places {
	struct holder_place *items; /* sorted by ifname */
	size_t count;
	size_t capacity;
	bool used; /* a place was looked for */
	bool known;
};

void holder_places_clear(struct holder_places *places) __attribute__((nonnull));

/*
 * Duplicates a descriptor that a process holds on this very interface; the caller owns *fd. What is
 * set on the duplicate changes the interface under its holder, whose traffic goes on. Status 5 if
 * no holder is found (any more), 6 if the holder, which is named, may not be accessed, 1 if
 * descriptors or memory run out; *fd is -1 then.
 *
 * The first call searches until it finds the place. The second one scans /proc for all interfaces,
 * and later calls check whether the place is still the same.
 */
struct fault *holders_borrow(struct holder_places *places, const struct device *device, int *fd)
	__attribute__((nonnull)) must_check;

/*
 * The fault of an interface in use, "in use by NAME (pid N)" with all its holders in the list;
 * without any, the reason why none can be named.
 */
struct fault *holders_fault(const struct holder_list *list, const char *ifname)
	__attribute__((nonnull, returns_nonnull)) must_check;

void holder_list_clear(struct holder_list *list) __attribute__((nonnull));

#define auto_holder_list __attribute__((cleanup(holder_list_clear)))

#endif
