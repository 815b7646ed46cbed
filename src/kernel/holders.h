/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Holders: the processes that are attached to interfaces, found in /proc in one pass. */
#ifndef TUNADM_KERNEL_HOLDERS_H
#define TUNADM_KERNEL_HOLDERS_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "kernel/sight.h"
#include "model/device.h"
#include "model/fault.h"

/* As /proc/PID/comm has it: 15 bytes at most, cut by the kernel. */
#define HOLDER_COMM_SIZE 16

struct holder {
	char ifname[IFNAMSIZ];
	pid_t pid;
	char comm[HOLDER_COMM_SIZE];
	bool unsure; /* it may hold a namesake in another network namespace */
};

struct holder_list {
	/* Sorted by ifname, the unsure ones last, and pid; a process once for each interface. */
	struct holder *items;
	size_t count;
	size_t capacity;
	unsigned int gaps; /* SIGHT_*: why some may be missing */
	int shortage;	   /* errno: what there was too little of to look at all */
};

/*
 * Fills the list with the processes attached to interfaces of the current network namespace:
 * one pass over /proc, whatever their number. A descriptor's device is recognised by its
 * st_rdev; the descriptor is then duplicated (pidfd_open, pidfd_getfd: Linux 5.6, ptrace
 * rights) and asked for its name and namespace, as the name alone could be a namesake's
 * elsewhere. Without those rights, fdinfo gives the name, and the process's own network namespace
 * tells whether it is one here: if it is another, the process is listed as unsure.
 */
struct fault *holders_find(struct holder_list *list) __attribute__((nonnull)) must_check;

/*
 * The same where something else is to be told and the holders are only part of it: a pass that
 * fails leaves an empty list with gaps.
 */
void holders_look(struct holder_list *list) __attribute__((nonnull));

/*
 * The first of the interface's holders and their *count, or NULL for none; unsure ones do not
 * count.
 */
const struct holder *holders_of(const struct holder_list *list, const char *ifname, size_t *count)
	__attribute__((nonnull));

/* Why there may be another holder of the interface than holders_of() has: SIGHT_*, 0 if none. */
unsigned int holders_gaps(const struct holder_list *list, const char *ifname)
	__attribute__((nonnull));

/* Cache of (interface, process, descriptor) for commands that borrow many; {0} is empty. */
struct holder_places {
	struct holder_place *items; /* sorted by ifname */
	size_t count;
	size_t capacity;
	bool used; /* one was looked for */
	bool known;
};

void holder_places_clear(struct holder_places *places) __attribute__((nonnull));

/*
 * Duplicates a descriptor that a process holds on this very interface: the caller owns *fd.
 * What is then set on it changes the interface under its holder, whose traffic goes on.
 * Status 5 where nobody is found (any more), 6 where the holder, which is named, may not be
 * reached into, 1 where descriptors or memory run out; *fd is -1 then.
 *
 * The first is looked for until it is found; from the second on one pass over /proc serves all, and
 * each place is asked again whether it is still what it was.
 */
struct fault *holders_borrow(struct holder_places *places, const struct device *device, int *fd)
	__attribute__((nonnull)) must_check;

/*
 * The fault of an interface in use, "in use by NAME (pid N)" with all that the list has for
 * it; without any holder there, why none can be named.
 */
struct fault *holders_fault(const struct holder_list *list, const char *ifname)
	__attribute__((nonnull, returns_nonnull)) must_check;

void holder_list_clear(struct holder_list *list) __attribute__((nonnull));

#define auto_holder_list __attribute__((cleanup(holder_list_clear)))

#endif
