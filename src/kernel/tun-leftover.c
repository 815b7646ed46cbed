// SPDX-License-Identifier: GPL-2.0-or-later
// Filters, steering, offloads and virtio-net headers that outlive the program that set them.

#include "kernel/tun-leftover.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/if_tun.h>
#include <stddef.h>
#include <sys/ioctl.h>

#include "kernel/tun-vnet.h"
#include "model/property-id.h"

/* Which interfaces have a leftover, and on which kernels. */
enum leftover_scope {
	SCOPE_EACH,  /* every interface, on every kernel that tunadm supports */
	SCOPE_TAP,   /* only a tap */
	SCOPE_KERNEL /* not on all kernels: the others call the request invalid */
};

struct fault *tun_clear_filter(int fd)
{
	struct sock_fprog none = {0};

	if (ioctl(fd, TUNDETACHFILTER, 0UL) < 0)
		return fault_errno(errno);
	/*
	 * The kernel still reports a filter that was removed. A filter without instructions
	 * overwrites that record before it is refused.
	 */
	if (ioctl(fd, TUNATTACHFILTER, &none) < 0 && errno != EINVAL)
		return fault_errno(errno);
	return NULL;
}

static int clear_destinations(int fd)
{
	struct tun_filter none = {0};

	return ioctl(fd, TUNSETTXFILTER, &none);
}

static int clear_filter_program(int fd)
{
	int none = -1;

	return ioctl(fd, TUNSETFILTEREBPF, &none);
}

static int clear_steering_program(int fd)
{
	int none = -1;

	return ioctl(fd, TUNSETSTEERINGEBPF, &none);
}

/* Offloads come before the size of the header, which may have to be larger for them. */
static int clear_offloads(int fd)
{
	return ioctl(fd, TUNSETOFFLOAD, 0UL);
}

static int clear_header_size(int fd)
{
	int size = TUN_VNET_HEADER_SIZE;

	return ioctl(fd, TUNSETVNETHDRSZ, &size);
}

static int clear_little_endian(int fd)
{
	int off = 0;

	return ioctl(fd, TUNSETVNETLE, &off);
}

static int clear_big_endian(int fd)
{
	int off = 0;

	return ioctl(fd, TUNSETVNETBE, &off);
}

static const struct {
	int (*clear)(int fd);
	enum leftover_scope scope;
	const char *failed;
} leftovers[] = {
	{clear_destinations, SCOPE_TAP, "cannot clear its destination filter"},
	{clear_filter_program, SCOPE_KERNEL, "cannot clear its filter program"},
	{clear_steering_program, SCOPE_KERNEL, "cannot clear its steering program"},
	{clear_offloads, SCOPE_EACH, "cannot clear its offloads"},
	{clear_header_size, SCOPE_EACH, "cannot reset the size of its virtio-net header"},
	{clear_little_endian, SCOPE_EACH, "cannot reset the byte order of its virtio-net header"},
	{clear_big_endian, SCOPE_KERNEL, "cannot reset the byte order of its virtio-net header"},
};

struct fault *tun_clear_leftovers(int fd, enum tun_mode mode, bool offloads)
{
	struct fault *fault = mode == TUN_MODE_TAP ? tun_clear_filter(fd) : NULL;

	if (fault)
		return fault_wrap(fault, NULL, "cannot clear its filter");
	for (size_t i = 0; i < sizeof(leftovers) / sizeof(leftovers[0]); i++) {
		if (leftovers[i].scope == SCOPE_TAP && mode != TUN_MODE_TAP)
			continue;
		if (leftovers[i].clear == clear_offloads && !offloads)
			continue;
		if (leftovers[i].clear(fd) == 0)
			continue;
		if (leftovers[i].scope == SCOPE_KERNEL && (errno == EINVAL || errno == ENOTTY))
			continue;
		return fault_wrap(fault_errno(errno), NULL, leftovers[i].failed);
	}
	return NULL;
}

struct fault *tun_find_leftovers(int fd, enum tun_mode mode, uint64_t *found)
{
	struct sock_fprog filter = {0};
	struct tun_vnet vnet;
	struct fault *fault = tun_get_vnet(fd, &vnet);

	*found = 0;
	if (fault)
		return fault;
	if (mode == TUN_MODE_TAP && ioctl(fd, TUNGETFILTER, &filter) < 0)
		return fault_errno(errno);
	if (filter.len)
		*found |= CHANGE_BIT(CHANGE_FILTER);
	if (vnet.header_size != TUN_VNET_HEADER_SIZE)
		*found |= CHANGE_BIT(CHANGE_HEADER);
	if (vnet.little_endian || vnet.big_endian)
		*found |= CHANGE_BIT(CHANGE_ENDIAN);
	return NULL;
}

struct fault *tun_set_link_type(int fd, uint16_t type)
{
	if (ioctl(fd, TUNSETLINK, (unsigned long)type) < 0)
		return fault_errno(errno);
	return NULL;
}
