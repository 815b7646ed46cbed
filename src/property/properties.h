/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of properties, and what is done with all of them. */
#ifndef TUNADM_PROPERTY_PROPERTIES_H
#define TUNADM_PROPERTY_PROPERTIES_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/property-id.h"
#include "model/request.h"
#include "property/property.h"

/* The one table of them, in the order in which they are set. */
extern const struct property *const properties[PROPERTY_COUNT];

/*
 * Takes the option, or its way back, with its argument (NULL for a switch) into the request. A
 * fault is of status 2 and names the option and what was given.
 */
struct fault *property_take(struct request *request, enum property_id id, const char *argument)
	__attribute__((nonnull(1))) must_check;
struct fault *property_take_back(struct request *request, enum property_id id, const char *argument)
	__attribute__((nonnull(1))) must_check;

/*
 * Checks what can be known before anything is looked up: of an interface of that name, to be made
 * or brought in line, that it can be as asked (2, 4).
 */
struct fault *properties_check(const struct request *request, const char *name)
	__attribute__((nonnull)) must_check;

/* The same of interfaces whose mode is not known yet. */
struct fault *properties_check_any(const struct request *request)
	__attribute__((nonnull)) must_check;

/*
 * Looks up the name of an account, if the property has one: of what stands on a command line, which
 * is refused before anything is done. Status 2 where there is none, 1 where the service fails.
 */
struct fault *property_look_up(struct request *request, enum property_id id)
	__attribute__((nonnull)) must_check;

/*
 * How long it may take to look up the names of accounts: so can what waits for nobody be done
 * first.
 */
enum property_haste {
	PROPERTY_AT_ONCE, /* there is no name */
	PROPERTY_SOON,	  /* the names are in /etc/passwd and /etc/group */
	PROPERTY_LATER,	  /* another service may have to be asked */
};

enum property_haste properties_haste(const struct request *request) __attribute__((nonnull));

/* Looks up what names stand for: 1 for a link that is not there, 2 for an account. */
struct fault *properties_resolve(struct engine *engine, struct request *request)
	__attribute__((nonnull)) must_check;

/*
 * What can be found by looking at the rest of the system (1, 4), such as a master that takes no
 * ports; names have been resolved. The device is NULL for one that is to be made, in that mode.
 */
struct fault *properties_fit(struct engine *engine, const struct request *request,
			     const struct device *device, enum tun_mode mode)
	__attribute__((nonnull(1, 2))) must_check;

/* Whether any of the properties (PROPERTY_BIT()s) is set by netlink. */
bool properties_are_of_link(uint64_t set) __attribute__((pure));

/* The first conflict (2, 4) between what is asked for and what this interface can be, or NULL. */
struct fault *properties_conflict(const struct device *device, const struct request *request)
	__attribute__((nonnull)) must_check;

/*
 * In what two descriptions of an interface differ: CHANGE_BIT()s, those of properties and of its
 * name; not the carrier, which comes and goes, nor what no description holds. Without memory some
 * may be missing.
 */
uint64_t properties_differ(const struct device *before, const struct device *now)
	__attribute__((nonnull));

#endif
