/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the kernel answers to a user who attaches, tried without touching any existing interface. */
#ifndef TUNADM_KERNEL_TUN_PROBE_H
#define TUNADM_KERNEL_TUN_PROBE_H

#include <stdbool.h>

#include "kernel/credentials.h"
#include "model/fault.h"

struct tun_probe {
	bool known;   /* false: this process may not try */
	bool created; /* creating the interface worked; otherwise `error` is from that */
	int error;    /* errno of TUNSETIFF, 0 if it worked */
};

/* Whether something other than the kernel's own rule, which admits an owner, refuses. */
bool tun_probe_forbids(const struct tun_probe *owned) __attribute__((nonnull, pure));

/*
 * Forks a child that creates an interface in a network namespace of its own, becomes the user and
 * attaches: to an interface of that user, or to one without owner and group. The interface is
 * deleted with the child. A fault means that trying failed.
 */
struct fault *tun_probe(const struct credentials *who, bool ownerless, struct tun_probe *probe)
	__attribute__((nonnull(3))) must_check;

/* Who may attach to an interface with neither owner nor group: kernels differ since 2026. */
enum tun_ownerless {
	TUN_OWNERLESS_UNKNOWN, /* this process may not try */
	TUN_OWNERLESS_EVERYBODY,
	TUN_OWNERLESS_CAPABLE, /* only with CAP_NET_ADMIN */
};

/* What the running kernel does, tried once and without touching any existing interface. */
enum tun_ownerless tun_ownerless(void);

#endif
