// SPDX-License-Identifier: GPL-2.0-or-later
// Renames interfaces and creates namesakes by ioctl, without starting another process.

#include "names.h"

#include <linux/sockios.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *what)
{
	perror(what);
	exit(125);
}

bool names_move(const char *name, bool namesake, struct snapshot *then)
{
	struct ifreq ifr = {.ifr_newname = NAMES_MOVED};
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool there = if_nametoindex(name);

	if (fd < 0)
		fail("socket");
	(void)snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", name);
	if (there && ioctl(fd, SIOCSIFNAME, &ifr) < 0)
		fail("rename");
	if (there && namesake && ioctl(fd, SIOCBRADDBR, name) < 0)
		fail("bridge");
	(void)close(fd);
	if (there)
		snapshot_take(then);
	return there;
}
