/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a program can leave behind in an interface: set on a descriptor that is attached, and read. */
#ifndef TUNADM_TESTS_LEFTOVERS_H
#define TUNADM_TESTS_LEFTOVERS_H

#include <linux/filter.h>
#include <stddef.h>

/*
 * Does one of these, or fails with -1 and errno (EINVAL: none of them):
 *
 *     offload N     TUNSETOFFLOAD
 *     header N      TUNSETVNETHDRSZ
 *     little 0|1    TUNSETVNETLE
 *     type N        TUNSETLINK, while the link is down
 *     filter        TUNSETTXFILTER, so that nothing but 02:00:00:00:00:99 is let through
 *     classic       TUNATTACHFILTER, so that nothing is let through
 *     program       TUNSETFILTEREBPF, the same
 *     steering      TUNSETSTEERINGEBPF, so that all goes to the second queue
 */
int leftovers_set(int fd, const char *command);

/*
 * Maps the classic filter at an address that is the same in every process. The kernel remembers the
 * address of a filter, and reads it anew for whoever attaches with packet information: as two runs
 * of a program do that is not loaded at random addresses. Called by `classic` itself. Returns the
 * filter, or NULL.
 */
struct sock_filter *leftovers_map(void);

/* "header 10 little 0 classic 0", as the kernel tells; -1 and errno after a failure. */
int leftovers_show(int fd, char *text, size_t size);

#endif
