/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What other properties ask about the MTU. */
#ifndef TUNADM_PROPERTY_MTU_H
#define TUNADM_PROPERTY_MTU_H

#include <stdint.h>

#include "model/device.h"

/* Below it a link has no IPv6 (include/uapi/linux/ipv6.h, which clashes with the C library's). */
#define IPV6_MTU_MIN 1280u

/* In bytes; 0 where its description lacks it. */
uint32_t mtu_of(const struct device *device) __attribute__((nonnull));

#endif
