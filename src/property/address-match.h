/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding requested addresses among existing ones. */
#ifndef TUNADM_PROPERTY_ADDRESS_MATCH_H
#define TUNADM_PROPERTY_ADDRESS_MATCH_H

#include "kernel/link-address.h"
#include "property/property.h"

/* An item of the addresses that are requested, to be added or to be removed. */
static inline const struct address *address_item(const struct value *value, size_t i)
{
	return value_item(value, i);
}

/* Whether the list, as above, contains the address. */
bool address_is_among(const struct value *value, const struct address *address)
	__attribute__((nonnull));

/* The address among the existing ones, or NULL. */
const struct link_address *address_find(const struct link_address *addresses, size_t count,
					const struct address *address)
	__attribute__((nonnull(3), pure));

/*
 * A conflict (4) if the kernel takes the address for the same as an existing one that stays;
 * otherwise NULL.
 */
struct fault *address_refuse_other(const struct property_change *change,
				   const struct link_address *there, size_t count,
				   const struct address *address)
	__attribute__((nonnull(1, 4))) must_check;

/* Whether the link will go down, and lose its IPv6 addresses. */
bool address_link_falls(const struct property_change *change) __attribute__((nonnull, pure));

/* Whether this existing address will be removed. */
bool address_goes(const struct request *request, const struct address *there)
	__attribute__((nonnull));

/* Whether the request adds or removes this address. */
bool address_is_asked(const struct request *request, const struct address *address)
	__attribute__((nonnull));

#endif
