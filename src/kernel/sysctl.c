// SPDX-License-Identifier: GPL-2.0-or-later
// Reading /proc/sys.

#include "kernel/sysctl.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/cleanup.h"

bool sysctl_number(const char *family, const char *name, const char *key, long *number)
{
	char text[32];
	char path[128]; /* an interface's name is short, and the rest is ours */
	auto_close int fd = -1;
	ssize_t size;
	int length = *name ? snprintf(path, sizeof(path), "/proc/sys/net/%s/conf/%s/%s", family,
				      name, key)
			   : snprintf(path, sizeof(path), "/proc/sys/net/%s/%s", family, key);

	if (length < 0 || (size_t)length >= sizeof(path) || strchr(name, '/'))
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	size = read(fd, text, sizeof(text) - 1);
	if (size <= 0)
		return false;
	text[size] = '\0';
	*number = strtol(text, NULL, 10);
	return true;
}
