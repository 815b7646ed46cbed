// SPDX-License-Identifier: GPL-2.0-or-later
// The tun device: opening, creating, attaching, and what can be set on an attached descriptor.

#include "kernel/tun.h"

#include <errno.h>
#include <linux/if_tun.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include "util/cleanup.h"

/* Linux 6.1; in the header since then. */
#ifndef IFF_NO_CARRIER
#define IFF_NO_CARRIER 0x0040
#endif

/* The loopback interface has this index in every network namespace. */
#define LOOPBACK_INDEX 1u

static short flag_bits(enum tun_mode mode, bool pi, bool vnet_hdr, bool multi_queue)
{
	int flags = mode == TUN_MODE_TUN ? IFF_TUN : IFF_TAP;

	if (!pi)
		flags |= IFF_NO_PI;
	if (vnet_hdr)
		flags |= IFF_VNET_HDR;
	if (multi_queue)
		flags |= IFF_MULTI_QUEUE;
	return (short)flags;
}

static int set_iff(int fd, char name[IFNAMSIZ], int flags)
{
	struct ifreq ifr = {.ifr_flags = (short)flags};

	(void)snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", name);
	if (ioctl(fd, TUNSETIFF, &ifr) < 0)
		return errno;
	memcpy(name, ifr.ifr_name, IFNAMSIZ);
	name[IFNAMSIZ - 1] = '\0';
	return 0;
}

int tun_create(int fd, char name[IFNAMSIZ], enum tun_mode mode, const struct request *request)
{
	short flags = flag_bits(mode, request_has(request, PROPERTY_PI),
				request_has(request, PROPERTY_VNET_HDR),
				request_has(request, PROPERTY_MULTI_QUEUE));

	return set_iff(fd, name, flags | IFF_TUN_EXCL | IFF_NO_CARRIER);
}

/*
 * Without IFF_TUN_EXCL, TUNSETIFF creates a missing interface. One that is deleted between our look
 * and this call would be created again, without an owner. TUNSETIFINDEX sets the index of a new
 * interface: that of the loopback interface is always taken, so creating fails with EBUSY before
 * anybody can see the interface, while attaching ignores the index.
 */
static int attach_as(int fd, const struct device *device, int flags)
{
	unsigned int taken = LOOPBACK_INDEX;
	char name[IFNAMSIZ];

	if (ioctl(fd, TUNSETIFINDEX, &taken) < 0)
		return errno;
	memcpy(name, device->name, IFNAMSIZ);
	return set_iff(fd, name, flags);
}

int tun_attach(int fd, const struct device *device, enum tun_carrier carrier)
{
	int flags = flag_bits(device->mode, device->pi, device->vnet_hdr, device->multi_queue);

	if (carrier == TUN_CARRIER_KEEP)
		flags |= IFF_NO_CARRIER;
	return attach_as(fd, device, flags);
}

int tun_attach_with(int fd, const struct device *device, bool pi, bool vnet_hdr)
{
	int flags = flag_bits(device->mode, pi, vnet_hdr, device->multi_queue);

	return attach_as(fd, device, flags | IFF_NO_CARRIER);
}

/*
 * For these requests the argument is the value itself, not a pointer. A request has 32 bits;
 * ioctl()'s parameter is a long in some C libraries, an int in others.
 */
static struct fault *set_value(int fd, unsigned int request, unsigned long value)
{
	if (ioctl(fd, request, value) < 0)
		return fault_errno(errno);
	return NULL;
}

struct fault *tun_set_owner(int fd, uid_t owner)
{
	return set_value(fd, TUNSETOWNER, owner);
}

struct fault *tun_set_group(int fd, gid_t group)
{
	return set_value(fd, TUNSETGROUP, group);
}

struct fault *tun_set_persist(int fd, bool persist)
{
	return set_value(fd, TUNSETPERSIST, persist ? 1 : 0);
}

struct fault *tun_raise_carrier(int fd)
{
	int on = 1;

	/* A kernel that does not know the request also ignores IFF_NO_CARRIER. */
	if (ioctl(fd, TUNSETCARRIER, &on) < 0 && errno != EINVAL && errno != ENOTTY)
		return fault_errno(errno);
	return NULL;
}

struct fault *tun_detach_queue(int fd)
{
	struct ifreq ifr = {.ifr_flags = IFF_DETACH_QUEUE};

	if (ioctl(fd, TUNSETQUEUE, &ifr) < 0)
		return fault_errno(errno);
	return NULL;
}

struct fault *tun_get_name(int fd, char name[IFNAMSIZ])
{
	struct ifreq ifr = {0};

	if (ioctl(fd, TUNGETIFF, &ifr) < 0 && errno != EBADFD)
		return fault_errno(errno);
	memcpy(name, ifr.ifr_name, IFNAMSIZ);
	name[IFNAMSIZ - 1] = '\0';
	return NULL;
}

int tun_get_netns(int fd, ino_t *netns)
{
	auto_close int ns = ioctl(fd, TUNGETDEVNETNS);
	struct stat st;

	/*
	 * A kernel that does not know the request calls it invalid; others return that for values.
	 */
	if (ns < 0 && (errno == EINVAL || errno == ENOTTY))
		return ENOSYS;
	if (ns < 0 || fstat(ns, &st) < 0)
		return errno;
	*netns = st.st_ino;
	return 0;
}
