/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the mode and the access control list of a file allow. */
#ifndef TUNADM_KERNEL_PERMISSION_H
#define TUNADM_KERNEL_PERMISSION_H

#include <stdbool.h>
#include <sys/stat.h>

#include "kernel/credentials.h"

/* As in access(2). */
#define PERMISSION_READ	  04u
#define PERMISSION_WRITE  02u
#define PERMISSION_SEARCH 01u

/*
 * Whether they allow a user everything in `wanted` (PERMISSION_*), by the rules of
 * path_resolution(7) and acl(5). Capabilities and further checks of the kernel are not included.
 * *acl: the file has a list in addition to its mode.
 */
bool permission_granted(const char *path, const struct stat *file, const struct credentials *who,
			unsigned int wanted, bool *acl) __attribute__((nonnull));

/*
 * The errno that a user would get by mode and list, including root's privilege, or 0; or the errno
 * of looking at them.
 */
int permission_compute(const char *path, const struct credentials *who, unsigned int wanted)
	__attribute__((nonnull));

/*
 * The errno that a user really gets, tried by a child that becomes that user; if this process has
 * no right to do that, the result of permission_compute(). A fault means that trying failed.
 */
struct fault *permission_ask(const char *path, const struct credentials *who, unsigned int wanted,
			     int *error) __attribute__((nonnull)) must_check;

#endif
