// SPDX-License-Identifier: GPL-2.0-or-later
// Attaches to an existing TUN/TAP interface, as an ordinary user.
#include "tundev.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if_arp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define FIRST_INHERITED_FD 3

/* Without netlink, any user can find out whether a link is Ethernet. */
static const char *find_mode(const char *name, bool *tap)
{
	struct ifreq ifr = {0};
	int fd, r;

	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return strerror(errno);
	strncpy(ifr.ifr_name, name, IFNAMSIZ - 1);
	r = ioctl(fd, SIOCGIFHWADDR, &ifr);
	close(fd);
	if (r < 0)
		return errno == ENODEV ? "no such interface" : strerror(errno);
	*tap = ifr.ifr_hwaddr.sa_family == ARPHRD_ETHER;
	return NULL;
}

static int set_interface(int fd, const char *name, int flags)
{
	struct ifreq ifr = {0};

	strncpy(ifr.ifr_name, name, IFNAMSIZ - 1);
	ifr.ifr_flags = (short)flags;
	return ioctl(fd, TUNSETIFF, &ifr);
}

static const char *attach(int fd, const char *name, bool tap)
{
	int flags = (tap ? IFF_TAP : IFF_TUN) | IFF_NO_PI;
	unsigned int taken_by_loopback = 1;

	/*
	 * TUNSETIFF creates a missing interface. So with CAP_NET_ADMIN, a misspelt name, or an
	 * interface that was just deleted, would create one. Asking for an index that is taken
	 * makes creating fail, and does not affect attaching.
	 */
	if (ioctl(fd, TUNSETIFINDEX, &taken_by_loopback) < 0)
		return strerror(errno);

	/* The flag must be set for a multi-queue interface, and must not be set for another one. */
	if (set_interface(fd, name, flags) == 0 ||
	    (errno == EINVAL && set_interface(fd, name, flags | IFF_MULTI_QUEUE) == 0))
		return NULL;

	switch (errno) {
	case EBUSY: return "another program is attached to it";
	case EPERM: return "it belongs to another user or group";
	case EINVAL: return "it is no tun or tap interface";
	default: return strerror(errno);
	}
}

const char *tun_attach(struct tun *tun, const char *name)
{
	const char *why;

	if (strlen(name) >= IFNAMSIZ)
		return "no such interface: a name has at most 15 bytes";
	why = find_mode(name, &tun->tap);
	if (why)
		return why;

	tun->fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (tun->fd < 0)
		return errno == EACCES ? "/dev/net/tun: Permission denied" : strerror(errno);
	why = attach(tun->fd, name, tun->tap);
	if (why) {
		close(tun->fd);
		return why;
	}
	strcpy(tun->name, name);
	return NULL;
}

/* The convention takes three lines, so no library is used for it. */
static int count_inherited(void)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");

	/* The variables may be for a parent process that did not remove them. */
	if (!pid || !count || strtol(pid, NULL, 10) != getpid())
		return 0;
	return atoi(count);
}

const char *tun_inherit(struct tun *tun)
{
	struct ifreq ifr = {0};
	int count = count_inherited(), flags;

	if (count < 1)
		return "no descriptor was passed to this program";
	/* Each descriptor is a queue. Packets on a queue that is not read would be lost. */
	if (count > 1)
		return "more than one descriptor was passed to this program";

	tun->fd = FIRST_INHERITED_FD;
	if (ioctl(tun->fd, TUNGETIFF, &ifr) < 0)
		return "descriptor 3 is not attached to a tun or tap interface";
	/*
	 * Packet information (tunadm exec --pi) cannot be seen here: in the bit of IFF_NO_PI,
	 * TUNGETIFF returns IFF_NOFILTER, that is, whether a socket filter is attached.
	 */
	if (ifr.ifr_flags & IFF_VNET_HDR)
		return "its packets come with a virtio-net header";

	flags = fcntl(tun->fd, F_GETFL);
	if (flags < 0 || fcntl(tun->fd, F_SETFL, flags | O_NONBLOCK) < 0 ||
	    fcntl(tun->fd, F_SETFD, FD_CLOEXEC) < 0)
		return strerror(errno);
	tun->tap = ifr.ifr_flags & IFF_TAP;
	memcpy(tun->name, ifr.ifr_name, IFNAMSIZ);
	return NULL;
}
