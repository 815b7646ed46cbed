/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers in /proc/sys for the network namespace of the process. */
#ifndef TUNADM_KERNEL_SYSCTL_H
#define TUNADM_KERNEL_SYSCTL_H

#include <stdbool.h>

/*
 * Reads the number in net/FAMILY/conf/NAME/KEY (Documentation/networking/ip-sysctl.rst), or if the
 * name is empty in net/FAMILY/KEY. False if there is none, or it may not be read.
 */
bool sysctl_number(const char *family, const char *name, const char *key, long *number)
	__attribute__((nonnull));

enum sysctl_state {
	SYSCTL_UNKNOWN, /* there is none, or it may not be read */
	SYSCTL_UNSET,
	SYSCTL_SET,
};

/* Whether a value was set: stable_secret has no default. */
enum sysctl_state sysctl_state(const char *family, const char *name, const char *key)
	__attribute__((nonnull));

#endif
