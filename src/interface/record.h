/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records: what is known of each interface that is watched. */
#ifndef TUNADM_INTERFACE_RECORD_H
#define TUNADM_INTERFACE_RECORD_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "interface/attached.h"
#include "kernel/link-address.h"

/* What has happened and is not told yet, as a look at /proc belongs to it. */
enum pending {
	PENDING_NONE,
	PENDING_ATTACHED, /* somebody has attached: who? */
	PENDING_CARRIER,  /* the carrier is gone: has somebody detached, or was it switched off? */
	PENDING_CHECK,	  /* somebody was attached without a carrier: is he still? */
};

struct record {
	struct device device;
	enum attached attached;
	struct holder *holders; /* who was, when that was last seen */
	size_t holder_count;
	enum pending pending;
	struct timespec since; /* when that happened */
	int64_t attached_at;   /* by the clock, when somebody was seen to attach; 0: before */
	int64_t settles;       /* it is new, and looked at then; 0: no more */
	struct link_address *addresses;
	size_t address_count;
	size_t address_capacity;
};

struct record_list {
	struct record *items; /* sorted by index */
	size_t count;
	size_t capacity;
};

/* The interface of that index, or NULL. */
struct record *record_find(const struct record_list *list, int ifindex) __attribute__((nonnull));

/*
 * A new record, which owns the device from then on; NULL without memory. Other records may move.
 */
struct record *record_add(struct record_list *list, struct device *device)
	__attribute__((nonnull, warn_unused_result));

void record_remove(struct record_list *list, struct record *record) __attribute__((nonnull));

/* Takes over who is attached, by the list of all holders. Without memory it is nobody. */
void record_note_holders(struct record *record, const struct holder_list *holders)
	__attribute__((nonnull));

/* Adds an address or takes it away. Returns whether that changed anything. */
bool record_note_address(struct record *record, const struct link_address *address, bool there)
	__attribute__((nonnull));

void record_list_clear(struct record_list *list) __attribute__((nonnull));

#endif
