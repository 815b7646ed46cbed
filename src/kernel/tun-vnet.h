/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The virtio-net header settings that an interface keeps from one program to the next. */
#ifndef TUNADM_KERNEL_TUN_VNET_H
#define TUNADM_KERNEL_TUN_VNET_H

#include <stdbool.h>

#include "model/fault.h"

/* The size of a header without extensions (struct virtio_net_hdr), as on a new interface. */
#define TUN_VNET_HEADER_SIZE 10

struct tun_vnet {
	int header_size;    /* bytes before each packet, for a program that asks for the header */
	bool little_endian; /* its fields are little-endian on any host */
	bool big_endian;    /* big-endian; few kernels can (CONFIG_TUN_VNET_CROSS_LE) */
};

/* Reads them from an attached descriptor. */
struct fault *tun_get_vnet(int fd, struct tun_vnet *vnet) __attribute__((nonnull)) must_check;

#endif
