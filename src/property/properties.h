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

/* The table of properties, in the order in which they are set. */
extern const struct property *const properties[PROPERTY_COUNT];

/*
 * Adds the option, or the one that removes it, with its argument (NULL for a switch) to the
 * request. A fault has status 2 and names the option and its argument.
 */
struct fault *property_take(struct request *request, enum property_id id, const char *argument)
	__attribute__((nonnull(1))) must_check;
struct fault *property_take_back(struct request *request, enum property_id id, const char *argument)
	__attribute__((nonnull(1))) must_check;

/*
 * Checks, before anything is looked up, that an interface of that name, new or existing, can be as
 * requested (2, 4).
 */
struct fault *properties_check(const struct request *request, const char *name)
	__attribute__((nonnull)) must_check;

/* The same for interfaces whose mode is not known yet. */
struct fault *properties_check_any(const struct request *request)
	__attribute__((nonnull)) must_check;

/*
 * Looks up the name of an account, if the property has one. For command lines, which are refused
 * before anything is done. Status 2 if there is no such account, 1 if the service fails.
 */
struct fault *property_look_up(struct request *request, enum property_id id)
	__attribute__((nonnull)) must_check;

/*
 * How long looking up the names of accounts may take, so that what needs no lookup can be done
 * first.
 */
enum property_haste {
	PROPERTY_AT_ONCE, /* there are no names */
	PROPERTY_SOON,	  /* the names are in /etc/passwd and /etc/group */
	PROPERTY_LATER,	  /* another service may be needed */
};

enum property_haste properties_haste(const struct request *request) __attribute__((nonnull));

/* Looks up what names stand for. Status 1 for a missing link, 2 for an unknown account. */
struct fault *properties_resolve(struct engine *engine, struct request *request)
	__attribute__((nonnull)) must_check;

/*
 * Checks against the rest of the system (1, 4), for instance a master that takes no ports; names
 * have been resolved. The device is NULL for a new interface of that mode.
 */
struct fault *properties_fit(struct engine *engine, const struct request *request,
			     const struct device *device, enum tun_mode mode)
	__attribute__((nonnull(1, 2))) must_check;

/* The n-th name, from 0 on, that the request gives to the interface besides its own, or NULL. */
const char *properties_name(const struct request *request, size_t n) __attribute__((nonnull));

/* Whether any of the properties (PROPERTY_BIT()s) is set by netlink. */
bool properties_are_of_link(uint64_t set) __attribute__((pure));

/* The first conflict (2, 4) between the request and what this interface can have, or NULL. */
struct fault *properties_conflict(const struct device *device, const struct request *request)
	__attribute__((nonnull)) must_check;

/*
 * The differences between two descriptions of an interface: CHANGE_BIT()s of properties and of its
 * name; not of the carrier, which changes by itself, nor of anything that no description contains.
 * Without memory some may be missing.
 */
uint64_t properties_differ(const struct device *before, const struct device *now)
	__attribute__((nonnull));

#endif
