/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the mode and the access control list of a file permit. */
#ifndef TUNADM_KERNEL_PERMISSION_H
#define TUNADM_KERNEL_PERMISSION_H

#include <stdbool.h>
#include <sys/stat.h>

#include "kernel/credentials.h"

/* As access(2) has them. */
#define PERMISSION_READ	  04u
#define PERMISSION_WRITE  02u
#define PERMISSION_SEARCH 01u

/*
 * Whether they permit somebody all that is wanted (PERMISSION_*), by the rules of
 * path_resolution(7) and acl(5). Capabilities do not count, nor does anything else that the kernel
 * may ask. *acl: the file has a list beyond its mode.
 */
bool permission_granted(const char *path, const struct stat *file, const struct credentials *who,
			unsigned int wanted, bool *acl) __attribute__((nonnull));

/*
 * The errno that somebody would meet by mode and list, 0 for none, root's privilege included; or
 * the errno of looking at them.
 */
int permission_compute(const char *path, const struct credentials *who, unsigned int wanted)
	__attribute__((nonnull));

/*
 * The errno that somebody meets in truth, by a child that becomes that user; where this process has
 * no right to that, what permission_compute() says. A fault is one of asking.
 */
struct fault *permission_ask(const char *path, const struct credentials *who, unsigned int wanted,
			     int *error) __attribute__((nonnull)) must_check;

#endif
