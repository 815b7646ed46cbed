// SPDX-License-Identifier: GPL-2.0-or-later
// The state of the kernel that a scenario begins with.

#include "scene.h"

#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../helpers/leftovers.h"

static void die(const char *what)
{
	perror(what);
	exit(125);
}

/* Attaches like a program that uses the interface: "NAME tap", "NAME multi_queue". */
static int hold(const char *what)
{
	struct ifreq ifr = {.ifr_flags = IFF_TAP | IFF_NO_PI};
	int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC);
	const char *blank = strchr(what, ' ');

	if (fd < 0)
		die("/dev/net/tun");
	(void)snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%.*s", (int)(blank - what), what);
	if (strcmp(blank + 1, "multi_queue") == 0)
		ifr.ifr_flags |= IFF_MULTI_QUEUE;
	if (ioctl(fd, TUNSETIFF, &ifr) < 0)
		die(what);
	ifr.ifr_hwaddr = (struct sockaddr){
		.sa_family = ARPHRD_ETHER,
		.sa_data = {0x02, 0, 0, 0, 0x01, 0x20},
	};
	if (ioctl(fd, SIOCSIFHWADDR, &ifr) < 0)
		die(what);
	return fd;
}

/* Attaches, changes a setting that outlives the program, and detaches. */
static void leave(const char *what)
{
	static const char *const commands[] = {"type 512",  "filter",	 "classic",
					       "offload 1", "header 12", "little 1"};
	int fd = hold(what);

	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (leftovers_set(fd, commands[i]) < 0)
			die(commands[i]);
	(void)close(fd);
}

/* Creates an empty namespace with what the scenario needs. */
void scene_make(const struct scenario *scenario, int *holder)
{
	if (*holder >= 0)
		(void)close(*holder);
	*holder = -1;
	if (unshare(CLONE_NEWNET) < 0)
		die("unshare");
	if (scenario->setup && system(scenario->setup) != 0) {
		(void)fprintf(stderr, "%s: the setup fails\n", scenario->name);
		exit(125);
	}
	if (scenario->left)
		leave(scenario->left);
	if (scenario->hold)
		*holder = hold(scenario->hold);
}

/* Whether the kernel supports the scenario, tried in a namespace of its own. */
bool scene_is_possible(const struct scenario *scenario)
{
	if (!scenario->needs)
		return true;
	if (unshare(CLONE_NEWNET) < 0)
		die("unshare");
	return system(scenario->needs) == 0;
}
