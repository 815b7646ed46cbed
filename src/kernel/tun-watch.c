// SPDX-License-Identifier: GPL-2.0-or-later
// An inotify watch on the node of the tun device.

#include "kernel/tun-watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include "kernel/tun.h"

int tun_watch(void)
{
	return inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
}

/*
 * Watches for a single event at a time, so that a process which opens and closes the device in a
 * loop cannot fill the queue. There can only be that event, and another one that says that the
 * watch is gone.
 */
void tun_watch_arm(int fd)
{
	char events[256];

	if (fd < 0)
		return;
	(void)!read(fd, events, sizeof(events));
	(void)inotify_add_watch(fd, tun_device(), IN_OPEN | IN_CLOSE | IN_ONESHOT);
}
