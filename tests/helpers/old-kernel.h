/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Versions of Linux, compared by both parts of old-kernel. */
#ifndef TESTS_HELPERS_OLD_KERNEL_H
#define TESTS_HELPERS_OLD_KERNEL_H

#include <stdio.h>

#define LINUX(major, minor) (1000u * (major) + (minor))

/* Parses "MAJOR.MINOR"; 0 if it is invalid. */
static inline unsigned int parse_version(const char *text)
{
	unsigned int major;
	unsigned int minor;

	return text && sscanf(text, "%3u.%3u", &major, &minor) == 2 ? LINUX(major, minor) : 0;
}

#endif
