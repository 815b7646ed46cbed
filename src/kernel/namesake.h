/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Namesakes: links of the same name in other network namespaces. */
#ifndef TUNADM_KERNEL_NAMESAKE_H
#define TUNADM_KERNEL_NAMESAKE_H

#include <stdbool.h>

#include "model/fault.h"

/*
 * Whether a link of that name is in any other network namespace that a process is in, or that is
 * mounted. One that is kept by nothing but a descriptor is not seen, nor one of a user namespace
 * that this process has no privilege in. A forked child does it, which enters them.
 */
struct fault *namesake_find(const char *name, bool *found) __attribute__((nonnull)) must_check;

#endif
