/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A listing: what `show` has found out, for any output format. */
#ifndef TUNADM_PROPERTY_LISTING_H
#define TUNADM_PROPERTY_LISTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "kernel/engine.h"
#include "kernel/holders.h"
#include "model/device.h"
#include "model/fault.h"
#include "util/id-name.h"

struct link_name;

/* Receives what an entry cannot express, in words: "promisc on". */
typedef void left_out_fn(void *data, const char *what);

/* What must be looked up in addition to the devices. */
enum listing_need {
	LISTING_PROCESSES = 1 << 0, /* in /proc, by the caller */
	LISTING_ADDRESSES = 1 << 1,
	LISTING_VLANS = 1 << 2,
};

struct listing {
	struct engine *engine;		   /* the caller's */
	const struct device_list *devices; /* the caller's */
	const struct holder_list *holders; /* the caller's; NULL: not looked up */
	struct link_name *masters;	   /* sorted by index */
	size_t master_count;
	struct id_names users;
	struct id_names groups;
	bool has_addrgenmode; /* whether the mode of a new interface was looked up; it is: */
	uint8_t addrgenmode;
	uint64_t left_out;	/* PROPERTY_BIT()s of what the current entry could not express */
	left_out_fn *leave_out; /* receives other things that it could not express; may be NULL */
	void *leave_out_data;
	bool no_memory; /* not everything could be reported */
};

/*
 * Looks up the names of the devices' masters (a master that is gone has none), and what is needed
 * (LISTING_* bits).
 */
struct fault *listing_gather(struct listing *listing, struct engine *engine,
			     const struct device_list *devices, unsigned int needs)
	__attribute__((nonnull)) must_check;

/* The name of a master, or NULL. */
const char *listing_master(const struct listing *listing, int ifindex)
	__attribute__((nonnull, pure));

/* The addresses of a link; the listing owns them. */
const struct link_address *listing_addresses(struct listing *listing, int ifindex, size_t *count)
	__attribute__((nonnull));

/* Whether the kernel has marked any address as its own (Linux 5.18). */
bool listing_tells_origin(const struct listing *listing) __attribute__((nonnull, pure));

/* Reports something that the current entry cannot express. */
void listing_leave_out(struct listing *listing, const char *what, ...)
	__attribute__((format(printf, 2, 3), nonnull));

/*
 * The VLANs of a port; NULL: none. Also whether its bridge filters VLANs and would assign exactly
 * these by itself.
 */
const struct bridge_vlans *listing_vlans(struct listing *listing, const struct device *device)
	__attribute__((nonnull));
bool listing_filters_vlans(const struct listing *listing, int bridge)
	__attribute__((nonnull, pure));
bool listing_has_usual_vlan(const struct listing *listing, int bridge,
			    const struct bridge_vlans *vlans) __attribute__((nonnull));

void listing_clear(struct listing *listing) __attribute__((nonnull));

#define auto_listing __attribute__((cleanup(listing_clear)))

/* A column of the table that `show` prints. */
struct column {
	const char *name;
	const char *help;
	bool number;	    /* right-aligned */
	unsigned int rank;  /* its place among the default columns, from 1 on; 0: not one of them */
	unsigned int needs; /* LISTING_* */

	/* Writes the cell for one device, or nothing if the column does not apply to it. */
	void (*print)(FILE *cell, const struct device *device, struct listing *listing);
};

#endif
