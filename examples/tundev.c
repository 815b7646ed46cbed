// SPDX-License-Identifier: GPL-2.0-or-later
// Attaching to a TUN/TAP interface that exists already, as the ordinary user who may.
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

/* Ethernet or not is the one thing that any user can learn about a link without netlink. */
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
	 * TUNSETIFF creates what it does not find. Whoever has CAP_NET_ADMIN would so make an
	 * interface out of a misspelt name, or out of one that was deleted a moment ago. Asking for
	 * an index that is taken makes creating fail, and does not matter to attaching.
	 */
	if (ioctl(fd, TUNSETIFINDEX, &taken_by_loopback) < 0)
		return strerror(errno);

	/* A multi-queue interface wants to hear that we know, a single-queue one that we do not. */
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

/* Our own copy of the convention, which is three lines, rather than a library for it. */
static int count_inherited(void)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");

	/* The variables may be meant for a parent of ours that did not remove them. */
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
	/* Each descriptor is a queue. What arrives on one that nobody reads would be lost. */
	if (count > 1)
		return "more than one descriptor was passed to this program";

	tun->fd = FIRST_INHERITED_FD;
	if (ioctl(tun->fd, TUNGETIFF, &ifr) < 0)
		return "descriptor 3 is not attached to a tun or tap interface";
	/*
	 * Of packet information (tunadm exec --pi) there is nothing to see here: what TUNGETIFF
	 * returns in the bit of IFF_NO_PI is IFF_NOFILTER, whether a socket filter is attached.
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
