/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records: what is known about each watched interface. */
#ifndef TUNADM_INTERFACE_RECORD_H
#define TUNADM_INTERFACE_RECORD_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "interface/attached.h"
#include "kernel/link-address.h"

/* An event that is not reported yet, as it needs a look at /proc. */
enum pending {
	PENDING_NONE,
	PENDING_ATTACHED, /* a process has attached: which? */
	PENDING_CARRIER,  /* the carrier is off: has a process detached, or was it switched off? */
	PENDING_CHECK,	  /* a process was attached without a carrier: is it still? */
};

struct record {
	struct device device;
	enum attached attached;
	struct holder *holders; /* the processes that were last seen */
	size_t holder_count;
	enum pending pending;
	struct timespec since; /* when that happened */
	int64_t attached_at;   /* by the clock, when an attach was seen; 0: before */
	int64_t settles;       /* it is new, and looked at then; 0: not new */
	bool port_told;	       /* a bridge's own notification was about it: look at it */
	int vlan_master;       /* the bridge of its VLANs as of the last look; 0: none */
	struct link_address *addresses;
	size_t address_count;
	size_t address_capacity;
};

struct record_list {
	struct record *items; /* sorted by index */
	size_t count;
	size_t capacity;
};

/* The interface with that index, or NULL. */
struct record *record_find(const struct record_list *list, int ifindex) __attribute__((nonnull));

/* Adds a record, which owns the device afterwards; NULL without memory. Other records may move. */
struct record *record_add(struct record_list *list, struct device *device)
	__attribute__((nonnull, warn_unused_result));

void record_remove(struct record_list *list, struct record *record) __attribute__((nonnull));

/*
 * Updates the attached processes from the list of all holders. Without memory the list becomes
 * empty.
 */
void record_note_holders(struct record *record, const struct holder_list *holders)
	__attribute__((nonnull));

/* Adds or removes an address. Returns whether that changed anything. */
bool record_note_address(struct record *record, const struct link_address *address, bool there)
	__attribute__((nonnull));

void record_list_clear(struct record_list *list) __attribute__((nonnull));

#endif
