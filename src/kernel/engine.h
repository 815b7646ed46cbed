/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The engine: what a run opens or looks up once and then keeps. */
#ifndef TUNADM_KERNEL_ENGINE_H
#define TUNADM_KERNEL_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

#include "kernel/bridge.h"
#include "kernel/credentials.h"
#include "kernel/holders.h"
#include "kernel/link-address.h"
#include "kernel/udev.h"
#include "model/fault.h"

/*
 * Called between two of many interfaces, with how many are done. If it returns false, the work ends
 * there, in a consistent state and with the rest untouched.
 */
typedef bool proceed_fn(void *data, size_t done, size_t total);

/* Ready for use when zero-initialized; engine_close() ends it. */
struct engine {
	struct link_socket *links;	/* opened when first needed */
	struct device_list named;	/* links that were looked up: a few masters */
	struct link_address *addresses; /* sorted by ifindex */
	size_t address_count;
	bool addresses_known;
	struct link_vlans *vlans; /* sorted by ifindex */
	size_t vlan_count;
	bool vlans_known;
	struct holder_places places; /* of the descriptors that were borrowed */
	ino_t netns;		     /* this network namespace; 0: not looked up yet */
	struct credentials own;	     /* of this process, whose rights do not change */
	bool own_known;
	bool node_usable;    /* the device can be opened, and so for all interfaces */
	bool no_settle;	     /* do not wait for udevd */
	bool udev_known;     /* udevd was looked for */
	struct udev *udev;   /* NULL: no udevd to wait for */
	proceed_fn *proceed; /* may be NULL */
	void *proceed_data;
};

/* The netlink socket, which the engine owns; NULL after a fault. */
struct fault *engine_links(struct engine *engine, struct link_socket **links)
	__attribute__((nonnull)) must_check;

/* This process's credentials (credentials_own()), which the engine owns. */
struct fault *engine_credentials(struct engine *engine, const struct credentials **own)
	__attribute__((nonnull)) must_check;

/*
 * Whether the descriptor's interface has been moved to another network namespace; false if that
 * cannot be known (Linux before 5.2, no right to).
 */
bool engine_is_elsewhere(struct engine *engine, int fd) __attribute__((nonnull));

/*
 * The listener to udevd, which the engine owns; NULL if no udevd serves this network namespace, or
 * with no_settle. Call it before an interface is created.
 */
struct fault *engine_udev(struct engine *engine, struct udev **udev)
	__attribute__((nonnull)) must_check;

/*
 * The link with that name, of any kind; each name is looked up only once. The engine owns *device,
 * which is valid until the next call; NULL if there is none.
 */
struct fault *engine_find_link(struct engine *engine, const char *name,
			       const struct device **device) __attribute__((nonnull)) must_check;

/* The same by index. */
struct fault *engine_find_index(struct engine *engine, int ifindex, const struct device **device)
	__attribute__((nonnull)) must_check;

/*
 * The addresses of a link, from a dump that is made once in a run. They are valid until
 * engine_forget_addresses().
 */
struct fault *engine_addresses(struct engine *engine, int ifindex,
			       const struct link_address **addresses, size_t *count)
	__attribute__((nonnull)) must_check;

/* The same for the VLANs of a port; NULL: it is in none. */
struct fault *engine_vlans(struct engine *engine, int ifindex, const struct bridge_vlans **vlans)
	__attribute__((nonnull)) must_check;

/* Drops the address cache. */
void engine_forget_addresses(struct engine *engine) __attribute__((nonnull));

/* Whether to go on after `done` of `total`. */
bool engine_proceed(const struct engine *engine, size_t done, size_t total)
	__attribute__((nonnull));

void engine_close(struct engine *engine) __attribute__((nonnull));

#define auto_engine __attribute__((cleanup(engine_close)))

#endif
