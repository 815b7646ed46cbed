/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The MTU without which a link has no IPv6. */
#ifndef TUNADM_PROPERTY_IPV6_H
#define TUNADM_PROPERTY_IPV6_H

#include <stdint.h>

#include "kernel/link.h"
#include "model/fault.h"

/* A conflict (4) where IPv6 needs a larger MTU; otherwise NULL. */
struct fault *ipv6_refuse_mtu(uint64_t mtu) must_check;

/*
 * That conflict in place of a fault with which the kernel has refused something of IPv6, if it is
 * the MTU that the link has by now; otherwise the fault as it is.
 */
struct fault *ipv6_explain(struct fault *fault, struct link_socket *links, int ifindex)
	__attribute__((nonnull)) must_check;

/* What the kernel says (1) of an IPv6 address where disable_ipv6 of sysctl(8) is set. */
struct fault *ipv6_disabled(void) __attribute__((returns_nonnull)) must_check;

#endif
