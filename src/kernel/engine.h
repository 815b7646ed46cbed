/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The engine: what one run opens or looks up once and then keeps. */
#ifndef TUNADM_KERNEL_ENGINE_H
#define TUNADM_KERNEL_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

#include "kernel/bridge.h"
#include "kernel/holders.h"
#include "kernel/link-address.h"
#include "kernel/udev.h"
#include "model/fault.h"

/*
 * Called between two interfaces of many, with how many are done; false ends the work there,
 * with everything in order and the rest untouched.
 */
typedef bool proceed_fn(void *data, size_t done, size_t total);

/* Zero-initialized, it is ready for use; engine_close() ends it. */
struct engine {
	struct link_socket *links;	/* opened at the first need */
	struct device_list named;	/* the links that were looked up: a few masters */
	struct link_address *addresses; /* sorted by ifindex */
	size_t address_count;
	bool addresses_known;
	struct link_vlans *vlans; /* sorted by ifindex */
	size_t vlan_count;
	bool vlans_known;
	struct holder_places places; /* of the descriptors that were borrowed */
	ino_t netns;		     /* this network namespace; 0: not asked yet */
	bool no_settle;		     /* udevd is not to be waited for */
	bool udev_known;	     /* it was looked for */
	struct udev *udev;	     /* NULL: none is to be waited for */
	proceed_fn *proceed;	     /* may be NULL */
	void *proceed_data;
};

/* The netlink socket, which stays the engine's; NULL after a fault. */
struct fault *engine_links(struct engine *engine, struct link_socket **links)
	__attribute__((nonnull)) must_check;

/*
 * Whether the interface that the descriptor is attached to has been moved out of this network
 * namespace. Where that cannot be seen (Linux before 5.2, no right to), it has not.
 */
bool engine_is_elsewhere(struct engine *engine, int fd) __attribute__((nonnull));

/*
 * The listener to udevd, which stays the engine's; NULL where no udevd serves this network
 * namespace, or none is to be waited for. Call it before an interface is made.
 */
struct fault *engine_udev(struct engine *engine, struct udev **udev)
	__attribute__((nonnull)) must_check;

/*
 * The link of that name, of any kind; the same name is looked up once. *device stays the engine's
 * until the next call. Status 3 where there is none.
 */
struct fault *engine_find_link(struct engine *engine, const char *name,
			       const struct device **device) __attribute__((nonnull)) must_check;

/* The same by index. */
struct fault *engine_find_index(struct engine *engine, int ifindex, const struct device **device)
	__attribute__((nonnull)) must_check;

/*
 * The addresses of a link, from a dump that is made once a run. They stay the engine's until
 * engine_forget_addresses().
 */
struct fault *engine_addresses(struct engine *engine, int ifindex,
			       const struct link_address **addresses, size_t *count)
	__attribute__((nonnull)) must_check;

/* The VLANs of a port, likewise; NULL: it is in none. */
struct fault *engine_vlans(struct engine *engine, int ifindex, const struct bridge_vlans **vlans)
	__attribute__((nonnull)) must_check;

/* Drops the cache of addresses. */
void engine_forget_addresses(struct engine *engine) __attribute__((nonnull));

/* Whether to go on after `done` of `total`. */
bool engine_proceed(const struct engine *engine, size_t done, size_t total)
	__attribute__((nonnull));

void engine_close(struct engine *engine) __attribute__((nonnull));

#define auto_engine __attribute__((cleanup(engine_close)))

#endif
