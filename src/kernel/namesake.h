/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Links with the same name in other network namespaces. */
#ifndef TUNADM_KERNEL_NAMESAKE_H
#define TUNADM_KERNEL_NAMESAKE_H

#include <stdbool.h>

#include "model/fault.h"

/*
 * Whether another network namespace has a link of this name. A forked child enters each namespace
 * that has a process or a mount. It does not find namespaces that only a descriptor keeps, and
 * those that this process may not enter.
 */
struct fault *namesake_find(const char *name, bool *found) __attribute__((nonnull)) must_check;

#endif
