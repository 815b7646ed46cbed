/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All ioctls on the tun device. */
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
 * What creates and attaches returns an errno, 0 for success: what it means depends on more than the
 * call. All faults below carry the errno of the failed call and name no object. Reference:
 * Documentation/networking/tuntap.rst, if_tun.h.
 */

/*
 * Creates an interface with this mode and these flags and attaches to it, without raising its
 * carrier (IFF_NO_CARRIER: Linux 6.1; older kernels raise it). `name` may contain a %d and is
 * overwritten with the kernel's name. EBUSY: the name exists; an existing interface is never
 * adopted.
 */
int tun_create(int fd, char name[IFNAMSIZ], enum tun_mode mode, const struct request *request)
	__attribute__((nonnull)) must_check;

enum tun_carrier {
	TUN_CARRIER_KEEP,  /* IFF_NO_CARRIER: the link has no carrier */
	TUN_CARRIER_RAISE, /* as for a program that uses the interface */
};

/*
 * Attaches to the existing interface with exactly its flags, and never creates one. EBUSY: a
 * process is attached to the single queue, or there is no interface of that name any more; EPERM:
 * this caller may not attach; E2BIG: all its queues are taken; EINVAL: it has another mode by now.
 */
int tun_attach(int fd, const struct device *device, enum tun_carrier carrier)
	__attribute__((nonnull)) must_check;

/*
 * Like tun_attach(), but changes the record of packet information and virtio-net header. For an
 * idle interface this is only a record: the next program that attaches decides.
 */
int tun_attach_with(int fd, const struct device *device, bool pi, bool vnet_hdr)
	__attribute__((nonnull)) must_check;

/*
 * These change the interface to which fd is attached, and need no privilege. Status 3, here and
 * below: fd is not attached, or its interface was deleted.
 */
struct fault *tun_set_owner(int fd, uid_t owner) must_check;
struct fault *tun_set_group(int fd, gid_t group) must_check;
struct fault *tun_set_persist(int fd, bool persist) must_check;

/* Raises the carrier for a descriptor that was attached without one (TUNSETCARRIER, Linux 5.0). */
struct fault *tun_raise_carrier(int fd) must_check;

/* Detaches the queue, which stays bound to the interface (multi-queue only). */
struct fault *tun_detach_queue(int fd) must_check;

/* The name of the interface to which fd is attached; empty if there is none, or not any more. */
struct fault *tun_get_name(int fd, char name[IFNAMSIZ]) __attribute__((nonnull)) must_check;

/*
 * The inode of the network namespace of fd's interface (TUNGETDEVNETNS, Linux 5.2). Returns an
 * errno, 0 for success. ENOSYS: the kernel lacks this; EPERM: it needs CAP_NET_ADMIN there; EBADFD:
 * fd has no interface.
 */
int tun_get_netns(int fd, ino_t *netns) __attribute__((nonnull)) must_check;

#endif
