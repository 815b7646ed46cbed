/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What others ask about the master of an interface. */
#ifndef TUNADM_PROPERTY_MASTER_H
#define TUNADM_PROPERTY_MASTER_H

#include "model/device.h"

/* Its index, 0 without one. */
int master_of(const struct device *device) __attribute__((nonnull));

#endif
