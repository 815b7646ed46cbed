// SPDX-License-Identifier: GPL-2.0-or-later
// Features by ioctl, which everybody may read.

#include "kernel/ethtool.h"

#include <errno.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "util/cleanup.h"

static int get(int fd, const char *name, uint32_t command, bool *on)
{
	struct ethtool_value value = {.cmd = command};
	struct ifreq ifr = {.ifr_data = (void *)&value};

	(void)snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", name);
	if (ioctl(fd, SIOCETHTOOL, &ifr) < 0)
		return errno;
	*on = value.data != 0;
	return 0;
}

/* A name can go to another interface at any time. */
static bool is_called(int fd, const char *name, int ifindex)
{
	struct ifreq ifr = {0};

	(void)snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", name);
	return ioctl(fd, SIOCGIFINDEX, &ifr) == 0 && ifr.ifr_ifindex == ifindex;
}

struct fault *ethtool_offloads(const char *name, int ifindex, struct offloads *offloads)
{
	auto_close int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool ours;
	int error;

	*offloads = (struct offloads){0};
	if (fd < 0)
		return fault_errno(errno);
	ours = is_called(fd, name, ifindex);
	error = get(fd, name, ETHTOOL_GTXCSUM, &offloads->checksums);
	if (!error)
		error = get(fd, name, ETHTOOL_GTSO, &offloads->segmentation);
	if (!ours || !is_called(fd, name, ifindex))
		error = ENODEV;
	return error ? fault_errno(error) : NULL;
}
