/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an interface keeps about virtio-net headers from program to program. */
#ifndef TUNADM_KERNEL_TUN_VNET_H
#define TUNADM_KERNEL_TUN_VNET_H

#include <stdbool.h>

#include "model/fault.h"

/* The size of a header without any extension (struct virtio_net_hdr), which a new interface has. */
#define TUN_VNET_HEADER_SIZE 10

struct tun_vnet {
	int header_size;    /* bytes before each packet, for a program that asks for the header */
	bool little_endian; /* its fields are so whatever the host is */
	bool big_endian;    /* likewise; few kernels have this (CONFIG_TUN_VNET_CROSS_LE) */
};

/* Reads it from an attached descriptor. */
struct fault *tun_get_vnet(int fd, struct tun_vnet *vnet) __attribute__((nonnull)) must_check;

#endif
