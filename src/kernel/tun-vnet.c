// SPDX-License-Identifier: GPL-2.0-or-later
// Reads the virtio-net header settings of an attached descriptor.

#include "kernel/tun-vnet.h"

#include <errno.h>
#include <linux/if_tun.h>
#include <stddef.h>
#include <sys/ioctl.h>

struct fault *tun_get_vnet(int fd, struct tun_vnet *vnet)
{
	int little = 0;
	int big = 0;

	*vnet = (struct tun_vnet){0};
	if (ioctl(fd, TUNGETVNETHDRSZ, &vnet->header_size) < 0 ||
	    ioctl(fd, TUNGETVNETLE, &little) < 0)
		return fault_errno(errno);
	if (ioctl(fd, TUNGETVNETBE, &big) < 0)
		big = 0;
	vnet->little_endian = little != 0;
	vnet->big_endian = big != 0;
	return NULL;
}
