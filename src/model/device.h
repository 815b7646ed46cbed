/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A device: an interface as the kernel describes it. Never what somebody asked for. The members are
 * what makes it an interface of ours and tells its state; its properties are read from the kernel's
 * own message, each by its file in property/.
 */
#ifndef TUNADM_MODEL_DEVICE_H
#define TUNADM_MODEL_DEVICE_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "model/mode.h"

/* The longest kind ("tun", "bridge", "veth", ...) that is kept; longer ones are cut. */
#define DEVICE_KIND_SIZE 16

/* As many queues as one multi-queue interface can have (drivers/net/tun.c: MAX_TAP_QUEUES). */
#define TUN_QUEUES_MAX 256

/* Which of the optional members of a device hold something. */
enum device_has {
	DEVICE_HAS_OWNER = 1 << 0,
	DEVICE_HAS_GROUP = 1 << 1,
	DEVICE_HAS_QUEUES = 1 << 2, /* numqueues, numdisabled: multi-queue only */
};

/*
 * An owner or a group that this user namespace has no number for: no user here is it. As an id it
 * is nobody's (-1).
 */
#define DEVICE_ID_UNMAPPED UINT32_MAX

/* The message that a device was read from, shared by all copies of the device. */
struct device_message;

struct device {
	char name[IFNAMSIZ];
	int ifindex;
	char kind[DEVICE_KIND_SIZE]; /* empty where the kernel names none */
	unsigned int has;	     /* DEVICE_HAS_* */
	unsigned int flags;	     /* IFF_UP and so on, as in struct ifinfomsg */
	uint8_t operstate;	     /* IF_OPER_* */
	bool carrier;
	uint16_t type; /* ARPHRD_*, as in struct ifinfomsg */
	int lower;     /* ifindex of the link that it is made on, as a VLAN is; 0: none here */
	uint32_t link_group;
	struct device_message *message; /* owned, or NULL; see kernel/link-attribute.h */

	/* Only where device_is_tun(). */
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

/* Whether it is a tun or tap interface: of kind "tun" and with the attributes of Linux 4.17. */
bool device_is_tun(const struct device *device) __attribute__((nonnull));

bool device_is_bridge(const struct device *device) __attribute__((nonnull, pure));

/* Whether queues of the (multi-queue) interface are taken, as far as its description tells. */
static inline bool device_has_queues(const struct device *device)
{
	return (device->has & DEVICE_HAS_QUEUES) && device->numqueues + device->numdisabled > 0;
}

/*
 * Whether its description tells that a program is attached; one without a carrier may be as well.
 */
static inline bool device_is_used(const struct device *device)
{
	return device->carrier || device_has_queues(device);
}

/* Keeps a copy of the message; -1 without memory. */
int device_keep_message(struct device *device, const void *message, size_t size)
	__attribute__((nonnull, warn_unused_result));

/* The message that was kept, or NULL. It is the device's. */
void *device_message(const struct device *device) __attribute__((nonnull, pure));

/* Another device of the same content, to be cleared like any other. */
struct device device_copy(const struct device *device) __attribute__((nonnull));

/* Releases what the device holds, and leaves it empty. */
void device_clear(struct device *device) __attribute__((nonnull));

struct device_list {
	struct device *items;
	size_t count;
	size_t capacity;
};

/*
 * Moves the device to the end of the list, which owns what it holds from then on.
 * Returns 0, or -1 without memory: then the device is still the caller's.
 */
int device_list_push(struct device_list *list, const struct device *device)
	__attribute__((nonnull, warn_unused_result));

/* Sorts by name, numbers in their numeric order: tap2 comes before tap10. */
void device_list_sort(struct device_list *list) __attribute__((nonnull));

/* The interface of that very name in a sorted list, or NULL. */
struct device *device_list_find(const struct device_list *sorted, const char *name)
	__attribute__((nonnull, pure));

/* Compares two names in that order, as strcmp(3) does. */
int device_name_compare(const char *a, const char *b) __attribute__((nonnull, pure));

/* Takes off the list all but the first `count`. */
void device_list_truncate(struct device_list *list, size_t count) __attribute__((nonnull));

void device_list_clear(struct device_list *list) __attribute__((nonnull));

#define auto_device	 __attribute__((cleanup(device_clear)))
#define auto_device_list __attribute__((cleanup(device_list_clear)))

#endif
