/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Notifications about links that change or disappear. */
#ifndef TUNADM_KERNEL_LINK_WATCH_H
#define TUNADM_KERNEL_LINK_WATCH_H

#include "kernel/link-address-parse.h"
#include "model/device.h"
#include "model/fault.h"

/*
 * A descriptor, owned by the caller, that becomes readable when any link of the network namespace
 * is created, changed or deleted (RTNLGRP_LINK, rtnetlink(7)). A message can be lost if many arrive
 * at once, but not the readiness.
 */
struct fault *link_watch(int *fd) __attribute__((nonnull)) must_check;

/* Adds notifications about addresses to the descriptor. */
struct fault *link_watch_addresses(int fd) must_check;

/* Has it tell of the VLANs of ports, also where a bridge changes those of all its ports. */
void link_watch_vlans(int fd);

/* Discards all messages received so far. */
void link_watch_drain(int fd);

/* The meaning of a message. */
enum link_event_kind {
	LINK_EVENT_THERE,   /* a link was created or changed: the device is its current state */
	LINK_EVENT_GONE,    /* it was deleted or moved to another network namespace */
	LINK_EVENT_PORT,    /* its flags or VLANs as a port of a bridge: only the index is known */
	LINK_EVENT_ADDRESS, /* it got an address, or one of its addresses was changed */
	LINK_EVENT_NO_ADDRESS, /* it lost that address */
	LINK_EVENT_LOST,       /* messages were lost: anything may have happened */
};

struct link_event {
	enum link_event_kind kind;
	int ifindex;
	struct device device;	     /* for THERE and GONE: of a link of any kind */
	struct link_address address; /* for ADDRESS and NO_ADDRESS */
};

/*
 * Receives one event, which is valid during the call; the contents of the device may be moved out.
 */
typedef void link_event_fn(struct link_event *event, void *data);

/*
 * Reads the messages received so far and passes them on, in the kernel's order. It stops after some
 * hundreds, so that the caller can check for signals: the descriptor stays readable.
 */
struct fault *link_watch_read(int fd, link_event_fn *take, void *data)
	__attribute__((nonnull(2))) must_check;

#endif
