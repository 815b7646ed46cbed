/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Being told when links change or go. */
#ifndef TUNADM_KERNEL_LINK_WATCH_H
#define TUNADM_KERNEL_LINK_WATCH_H

#include "kernel/link-address.h"
#include "model/device.h"
#include "model/fault.h"

/*
 * A descriptor, owned by the caller, that becomes readable when any link of the network namespace
 * changes, comes or goes (RTNLGRP_LINK, rtnetlink(7)). A message can be lost when many come at
 * once, the readiness not.
 */
struct fault *link_watch(int *fd) __attribute__((nonnull)) must_check;

/* Has the descriptor tell of addresses as well. */
struct fault *link_watch_addresses(int fd) must_check;

/* Has it tell of the VLANs of ports, also where a bridge changes those of all its ports. */
void link_watch_vlans(int fd);

/* Takes all that has come so far off the descriptor. */
void link_watch_drain(int fd);

/* What one message says. */
enum link_event_kind {
	LINK_EVENT_THERE,   /* a link came, or changed: the device is what it is now */
	LINK_EVENT_GONE,    /* it was deleted, or went to another network namespace */
	LINK_EVENT_PORT,    /* its flags or VLANs as a port of a bridge: only the index is known */
	LINK_EVENT_ADDRESS, /* it got an address, or one of its changed in some way */
	LINK_EVENT_NO_ADDRESS, /* it has that address no more */
	LINK_EVENT_LOST,       /* messages were lost: anything may have happened */
};

struct link_event {
	enum link_event_kind kind;
	int ifindex;
	struct device device;	     /* of THERE and GONE: of any kind of link */
	struct link_address address; /* of ADDRESS and NO_ADDRESS */
};

/* Takes one event, which lives as long as the call; what the device holds may be taken out. */
typedef void link_event_fn(struct link_event *event, void *data);

/*
 * Reads what has come and hands it over one by one, in the kernel's order. It stops after some
 * hundreds, so that a caller can look at its signals: the descriptor stays readable.
 */
struct fault *link_watch_read(int fd, link_event_fn *take, void *data)
	__attribute__((nonnull(2))) must_check;

#endif
