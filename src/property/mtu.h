/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What other properties ask about the MTU. */
#ifndef TUNADM_PROPERTY_MTU_H
#define TUNADM_PROPERTY_MTU_H

#include <stdint.h>

#include "model/device.h"

/* In bytes; 0 where its description lacks it. */
uint32_t mtu_of(const struct device *device) __attribute__((nonnull));

#endif
