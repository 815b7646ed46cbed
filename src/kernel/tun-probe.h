/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the kernel says to somebody who attaches, tried without touching anybody's interface. */
#ifndef TUNADM_KERNEL_TUN_PROBE_H
#define TUNADM_KERNEL_TUN_PROBE_H

#include <stdbool.h>

#include "kernel/credentials.h"
#include "model/fault.h"

struct tun_probe {
	bool known;   /* false: this process may not try */
	bool created; /* making the interface worked; else `error` is of that */
	int error;    /* errno of TUNSETIFF, 0 where it worked */
};

/* Whether something else than the kernel's own rule refuses, which lets an owner in. */
bool tun_probe_forbids(const struct tun_probe *owned) __attribute__((nonnull, pure));

/*
 * Has a child make an interface in a network namespace of its own, become the user, and attach: to
 * one that belongs to him, or to one without owner and group. The interface goes with the child. A
 * fault is one of trying.
 */
struct fault *tun_probe(const struct credentials *who, bool ownerless, struct tun_probe *probe)
	__attribute__((nonnull(3))) must_check;

/* Who may attach to an interface with neither owner nor group: kernels differ since 2026. */
enum tun_ownerless {
	TUN_OWNERLESS_UNKNOWN, /* this process may not try */
	TUN_OWNERLESS_EVERYBODY,
	TUN_OWNERLESS_CAPABLE, /* with CAP_NET_ADMIN only */
};

/* What the running kernel does, tried out once and on nobody's interface. */
enum tun_ownerless tun_ownerless(void);

#endif
