/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers of /proc/sys, which are those of the network namespace that the process is in. */
#ifndef TUNADM_KERNEL_SYSCTL_H
#define TUNADM_KERNEL_SYSCTL_H

#include <stdbool.h>

/*
 * Reads the number in net/FAMILY/conf/NAME/KEY (Documentation/networking/ip-sysctl.rst), or with
 * an empty name that in net/FAMILY/KEY. False where there is none, or it may not be read.
 */
bool sysctl_number(const char *family, const char *name, const char *key, long *number)
	__attribute__((nonnull));

enum sysctl_state {
	SYSCTL_UNKNOWN, /* there is none, or it may not be read */
	SYSCTL_UNSET,
	SYSCTL_SET,
};

/* Whether somebody has given that setting a value: stable_secret has none by itself. */
enum sysctl_state sysctl_state(const char *family, const char *name, const char *key)
	__attribute__((nonnull));

#endif
