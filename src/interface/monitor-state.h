/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a monitor knows, and the events that follow from what it learns. */
#ifndef TUNADM_INTERFACE_MONITOR_STATE_H
#define TUNADM_INTERFACE_MONITOR_STATE_H

#include "interface/monitor-event.h"
#include "interface/record.h"

struct monitor {
	const struct monitor_request *request;
	event_fn *take;
	void *data;
	struct fault *fault; /* the first one, of `take` or for lack of memory */
	struct record_list records;
	struct link_vlans *vlans; /* of all ports, sorted, as of the last look */
	size_t vlan_count;
	struct sparing_holders holders;
};

/* The interface's current state, from a message or a look: takes over the contents of device. */
void monitor_there(struct monitor *monitor, struct device *device) __attribute__((nonnull));

/* The interface is no longer new. */
void monitor_settle(struct monitor *monitor, struct record *record) __attribute__((nonnull));

/* The interface is gone. */
void monitor_gone(struct monitor *monitor, int ifindex) __attribute__((nonnull));

/* It got or lost an address. */
void monitor_address(struct monitor *monitor, const struct link_address *address, bool there)
	__attribute__((nonnull));

/* Takes over the state at the beginning, or after lost events, and reports it if `tell`. */
void monitor_begin(struct monitor *monitor, struct device_list *devices,
		   const struct link_address *addresses, size_t address_count, bool tell)
	__attribute__((nonnull(1, 2)));

/*
 * Takes the current VLANs of all ports, an array as of bridge_dump_vlans(), which the monitor owns
 * from then on, and reports changes. VLANs that come with a new bridge are part of that change.
 */
void monitor_vlans(struct monitor *monitor, struct link_vlans *vlans, size_t count)
	__attribute__((nonnull(1)));

/* Whether any of the interfaces is a port of a bridge. */
bool monitor_has_ports(const struct monitor *monitor) __attribute__((nonnull));

/* Reports that events were lost. */
void monitor_lost(struct monitor *monitor) __attribute__((nonnull));

/* Reports events that need /proc, if it may be read now. */
void monitor_resolve(struct monitor *monitor) __attribute__((nonnull));

/* When that is due, or CLOCK_NEVER. */
int64_t monitor_resolves(const struct monitor *monitor) __attribute__((nonnull));

/* Whether the kernel may not notify about some change of it. */
bool monitor_is_silent(const struct record *record) __attribute__((nonnull));

/* Requests a check whether a process without a carrier is still attached. */
void monitor_doubt(struct record *record) __attribute__((nonnull));

void monitor_clear(struct monitor *monitor) __attribute__((nonnull));

#endif
