// SPDX-License-Identifier: GPL-2.0-or-later
// Reads /proc/sys.

#include "kernel/sysctl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/cleanup.h"

/* -1 if there is none, or it may not be opened. */
static int open_setting(const char *family, const char *name, const char *key)
{
	char path[128]; /* large enough, as an interface's name is short */
	int length = *name ? snprintf(path, sizeof(path), "/proc/sys/net/%s/conf/%s/%s", family,
				      name, key)
			   : snprintf(path, sizeof(path), "/proc/sys/net/%s/%s", family, key);

	if (length < 0 || (size_t)length >= sizeof(path) || strchr(name, '/'))
		return -1;
	return open(path, O_RDONLY | O_CLOEXEC);
}

bool sysctl_number(const char *family, const char *name, const char *key, long *number)
{
	auto_close int fd = open_setting(family, name, key);
	char text[32];
	ssize_t size;

	if (fd < 0)
		return false;
	size = read(fd, text, sizeof(text) - 1);
	if (size <= 0)
		return false;
	text[size] = '\0';
	*number = strtol(text, NULL, 10);
	return true;
}

/* net/ipv6/addrconf.c: addrconf_sysctl_stable_secret */
enum sysctl_state sysctl_state(const char *family, const char *name, const char *key)
{
	auto_close int fd = open_setting(family, name, key);
	char first;

	if (fd < 0)
		return SYSCTL_UNKNOWN;
	if (read(fd, &first, 1) == 1)
		return SYSCTL_SET;
	return errno == EIO ? SYSCTL_UNSET : SYSCTL_UNKNOWN;
}
