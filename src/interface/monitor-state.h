/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a monitor knows, and the events that come of what it learns. */
#ifndef TUNADM_INTERFACE_MONITOR_STATE_H
#define TUNADM_INTERFACE_MONITOR_STATE_H

#include "interface/monitor.h"
#include "interface/record.h"

struct monitor {
	const struct monitor_request *request;
	event_fn *take;
	void *data;
	struct fault *fault; /* the first one, of `take` or without memory */
	struct record_list records;
	struct sparing_holders holders;
};

/* The interface is so now, by a message or a look: consumes what the device holds. */
void monitor_there(struct monitor *monitor, struct device *device) __attribute__((nonnull));

/* It was new, and is looked at as any other from now on. */
void monitor_settle(struct monitor *monitor, struct record *record) __attribute__((nonnull));

/* It is there no more. */
void monitor_gone(struct monitor *monitor, int ifindex) __attribute__((nonnull));

/* It got an address, or lost it. */
void monitor_address(struct monitor *monitor, const struct link_address *address, bool there)
	__attribute__((nonnull));

/* Takes in what is there at the beginning, or after a loss, and tells of it if `tell`. */
void monitor_begin(struct monitor *monitor, struct device_list *devices,
		   const struct link_address *addresses, size_t address_count, bool tell)
	__attribute__((nonnull(1, 2)));

/* Says that events were lost. */
void monitor_lost(struct monitor *monitor) __attribute__((nonnull));

/* Tells what /proc has to be read for, if it may be read by now. */
void monitor_resolve(struct monitor *monitor) __attribute__((nonnull));

/* When that can be done, or CLOCK_NEVER if nothing waits for it. */
int64_t monitor_resolves(const struct monitor *monitor) __attribute__((nonnull));

/* Whether anything about it may go untold by the kernel. */
bool monitor_is_silent(const struct record *record) __attribute__((nonnull));

/* Has it looked whether somebody is still attached who has no carrier. */
void monitor_doubt(struct record *record) __attribute__((nonnull));

void monitor_clear(struct monitor *monitor) __attribute__((nonnull));

#endif
