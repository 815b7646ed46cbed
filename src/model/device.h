/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A device: an interface as the kernel describes it, never as requested. Its members say whether it
 * is TUN/TAP and what its state is; its properties are read from the kernel's message by the files
 * in property/.
 */
#ifndef TUNADM_MODEL_DEVICE_H
#define TUNADM_MODEL_DEVICE_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "model/mode.h"

/* The kind ("tun", "bridge", "veth", ...) is truncated to this size. */
#define DEVICE_KIND_SIZE 16

/* The maximum number of queues of a multi-queue interface (drivers/net/tun.c: MAX_TAP_QUEUES). */
#define TUN_QUEUES_MAX 256

/* Which optional members of a device are set. */
enum device_has {
	DEVICE_HAS_OWNER = 1 << 0,
	DEVICE_HAS_GROUP = 1 << 1,
	DEVICE_HAS_QUEUES = 1 << 2, /* numqueues, numdisabled: multi-queue only */
};

/*
 * An owner or group that has no number in this user namespace: no user here is the owner. As an id
 * it belongs to nobody (-1).
 */
#define DEVICE_ID_UNMAPPED UINT32_MAX

/* The message that a device was read from, shared by all copies of the device. */
struct device_message;

struct device {
	char name[IFNAMSIZ];
	int ifindex;
	char kind[DEVICE_KIND_SIZE]; /* empty if the kernel gives none */
	unsigned int has;	     /* DEVICE_HAS_* */
	unsigned int flags;	     /* IFF_UP and so on, as in struct ifinfomsg */
	uint8_t operstate;	     /* IF_OPER_* */
	bool carrier;
	uint16_t type; /* ARPHRD_*, as in struct ifinfomsg */
	int lower;     /* ifindex of the lower link, as of a VLAN; 0: none in this namespace */
	uint32_t link_group;
	struct device_message *message; /* owned, or NULL; see kernel/link-attribute.h */

	/* The following are only set if device_is_tun(). */
	enum tun_mode mode;
	uid_t owner;
	gid_t group;
	bool pi;
	bool vnet_hdr;
	bool multi_queue;
	bool persist;
	uint32_t numqueues;
	uint32_t numdisabled;
};

/* Whether it is a TUN/TAP interface: of kind "tun" and with the attributes of Linux 4.17. */
bool device_is_tun(const struct device *device) __attribute__((nonnull));

bool device_is_bridge(const struct device *device) __attribute__((nonnull, pure));

/* Whether queues of a multi-queue interface are attached, as far as its description tells. */
static inline bool device_has_queues(const struct device *device)
{
	return (device->has & DEVICE_HAS_QUEUES) && device->numqueues + device->numdisabled > 0;
}

/*
 * Whether its description shows that a program is attached; one may also be attached without a
 * carrier.
 */
static inline bool device_is_used(const struct device *device)
{
	return device->carrier || device_has_queues(device);
}

/* Whether it has neither an owner nor a group. */
static inline bool device_is_ownerless(const struct device *device)
{
	return !(device->has & (DEVICE_HAS_OWNER | DEVICE_HAS_GROUP));
}

/* Keeps a copy of the message; -1 without memory. */
int device_keep_message(struct device *device, const void *message, size_t size)
	__attribute__((nonnull, warn_unused_result));

/* The message that was kept, or NULL. The device owns it. */
void *device_message(const struct device *device) __attribute__((nonnull, pure));

/* A copy, to be cleared like any other device. */
struct device device_copy(const struct device *device) __attribute__((nonnull));

/* Releases the contents, and leaves the device empty. */
void device_clear(struct device *device) __attribute__((nonnull));

struct device_list {
	struct device *items;
	size_t count;
	size_t capacity;
};

/*
 * Moves the device to the end of the list, which owns its contents afterwards. Returns 0, or -1
 * without memory: then the caller still owns them.
 */
int device_list_push(struct device_list *list, const struct device *device)
	__attribute__((nonnull, warn_unused_result));

/* Sorts by name, numbers in their numeric order: tap2 comes before tap10. */
void device_list_sort(struct device_list *list) __attribute__((nonnull));

/* The interface with exactly that name in a sorted list, or NULL. */
struct device *device_list_find(const struct device_list *sorted, const char *name)
	__attribute__((nonnull, pure));

/* Compares two names in that order, as strcmp(3) does. */
int device_name_compare(const char *a, const char *b) __attribute__((nonnull, pure));

/* Removes all devices after the first `count`. */
void device_list_truncate(struct device_list *list, size_t count) __attribute__((nonnull));

void device_list_clear(struct device_list *list) __attribute__((nonnull));

#define auto_device	 __attribute__((cleanup(device_clear)))
#define auto_device_list __attribute__((cleanup(device_list_clear)))

#endif
