/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The engine's own state: what one run opens or looks up once and then keeps. */
#ifndef TUNADM_INTERFACE_ENGINE_H
#define TUNADM_INTERFACE_ENGINE_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>

#include "kernel/holders.h"
#include "kernel/link.h"
#include "model/fault.h"

/*
 * Called between two interfaces of many, with how many are done; false ends the work there,
 * with everything in order and the rest untouched.
 */
typedef bool proceed_fn(void *data, size_t done, size_t total);

/* Zero-initialized, it is ready for use; engine_close() ends it. */
struct engine {
	struct link_socket *links; /* opened at the first need */
	char master_name[IFNAMSIZ];
	int master_index; /* of master_name, 0: not looked up */
	struct link_address *addresses;
	size_t address_count;
	bool addresses_known;
	struct holder_places places; /* of the descriptors that were borrowed */
	proceed_fn *proceed;	     /* may be NULL */
	void *proceed_data;
};

/* The netlink socket, which stays the engine's; NULL after a fault. */
struct fault *engine_links(struct engine *engine, struct link_socket **links)
	__attribute__((nonnull)) must_check;

/* The index of the link that others are enslaved to; status 1 where there is none. */
struct fault *engine_master(struct engine *engine, const char *name, int *ifindex)
	__attribute__((nonnull)) must_check;

/* Fills in master_name of all that have a master; one that has gone meanwhile leaves it empty. */
struct fault *engine_name_masters(struct engine *engine, struct device_list *devices)
	__attribute__((nonnull)) must_check;

/*
 * Takes the fault of having made a link a port of `name`, and returns it with what is the matter:
 * status 4 where that is a link that takes no ports.
 */
struct fault *engine_explain_master(struct fault *fault, const char *name)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* Whether the link has the address, by a dump that is made once a run. */
struct fault *engine_has_address(struct engine *engine, int ifindex, const struct address *address,
				 bool *has) __attribute__((nonnull)) must_check;

/* Has the next question for an address be answered by a new dump. */
void engine_forget_addresses(struct engine *engine) __attribute__((nonnull));

/* Whether to go on after `done` of `total`. */
bool engine_proceed(const struct engine *engine, size_t done, size_t total)
	__attribute__((nonnull));

void engine_close(struct engine *engine) __attribute__((nonnull));

#define auto_engine __attribute__((cleanup(engine_close)))

#endif
