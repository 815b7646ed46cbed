/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every ioctl that is made on the tun device. */
#ifndef TUNADM_KERNEL_TUN_H
#define TUNADM_KERNEL_TUN_H

#include <net/if.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "kernel/tun-node.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/request.h"

/*
 * All faults below carry the errno of the failed call and name no object. Reference:
 * Documentation/networking/tuntap.rst, if_tun.h.
 */

/*
 * Creates an interface of the mode and flags asked for and attaches to it, without raising its
 * carrier (IFF_NO_CARRIER: Linux 6.1, older kernels raise it). `name` may hold a %d and is
 * overwritten by the name that the kernel gave. EBUSY: the name exists; nothing is adopted.
 */
struct fault *tun_create(int fd, char name[IFNAMSIZ], enum tun_mode mode,
			 const struct request *request) __attribute__((nonnull)) must_check;

enum tun_carrier {
	TUN_CARRIER_KEEP,  /* IFF_NO_CARRIER: the link stays unplugged */
	TUN_CARRIER_RAISE, /* as a program that uses the interface attaches */
};

/*
 * Attaches to the existing interface with exactly the flags that it has, and never creates one.
 * EBUSY: a process is attached to the single queue, or there is no interface of that name any
 * more; EPERM: this caller may not attach; E2BIG: all its queues are taken; EINVAL: it has
 * another mode by now.
 */
struct fault *tun_attach(int fd, const struct device *device, enum tun_carrier carrier)
	__attribute__((nonnull)) must_check;

/*
 * As tun_attach(), with the record of packet information and virtio-net header set anew. For an
 * idle interface they are no more than that: the next program to attach decides.
 */
struct fault *tun_attach_with(int fd, const struct device *device, bool pi, bool vnet_hdr)
	__attribute__((nonnull)) must_check;

/*
 * These change the interface that fd is attached to, and need no privilege beyond that. Status 3,
 * here and below: fd is attached to none, or its interface has been deleted.
 */
struct fault *tun_set_owner(int fd, uid_t owner) must_check;
struct fault *tun_set_group(int fd, gid_t group) must_check;
struct fault *tun_set_persist(int fd, bool persist) must_check;

/* Plugs the link in, for a descriptor that was attached without (TUNSETCARRIER, Linux 5.0). */
struct fault *tun_raise_carrier(int fd) must_check;

/* Takes the queue out of service, though not off the interface (multi-queue only). */
struct fault *tun_detach_queue(int fd) must_check;

/* The name of the interface that fd is attached to. */
struct fault *tun_get_name(int fd, char name[IFNAMSIZ]) __attribute__((nonnull)) must_check;

/*
 * The inode of the network namespace of fd's interface (TUNGETDEVNETNS, Linux 5.2). ENOSYS: the
 * kernel cannot tell; EPERM: it tells only those with CAP_NET_ADMIN there.
 */
struct fault *tun_get_netns(int fd, ino_t *netns) __attribute__((nonnull)) must_check;

#endif
