/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The minimum MTU for IPv6. */
#ifndef TUNADM_PROPERTY_IPV6_H
#define TUNADM_PROPERTY_IPV6_H

#include <stdint.h>

#include "kernel/link.h"
#include "model/fault.h"

/* A conflict (4) if the MTU is too small for IPv6; otherwise NULL. */
struct fault *ipv6_refuse_mtu(uint64_t mtu) must_check;

/*
 * Replaces a fault with which the kernel refused an IPv6 setting by that conflict, if the link's
 * current MTU is the reason; otherwise returns the fault.
 */
struct fault *ipv6_explain(struct fault *fault, struct link_socket *links, int ifindex)
	__attribute__((nonnull)) must_check;

/* What the kernel says (1) of an IPv6 address where disable_ipv6 of sysctl(8) is set. */
struct fault *ipv6_disabled(void) __attribute__((returns_nonnull)) must_check;

#endif
