/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The addresses that are asked for, against those that are there. */
#ifndef TUNADM_PROPERTY_ADDRESS_MATCH_H
#define TUNADM_PROPERTY_ADDRESS_MATCH_H

#include "kernel/link-address.h"
#include "property/property.h"

/* An item of what is asked for, of what is to be added, or of what is to be taken away. */
static inline const struct address *address_item(const struct value *value, size_t i)
{
	return value_item(value, i);
}

/* Whether the list, one as above, has that address. */
bool address_is_among(const struct value *value, const struct address *address)
	__attribute__((nonnull));

/* That address among those that are there, or NULL. */
const struct link_address *address_find(const struct link_address *addresses, size_t count,
					const struct address *address)
	__attribute__((nonnull(3), pure));

/*
 * A conflict (4) with one that is there and stays, where the kernel takes both for the same
 * address; or NULL.
 */
struct fault *address_refuse_other(const struct property_change *change,
				   const struct link_address *there, size_t count,
				   const struct address *address)
	__attribute__((nonnull(1, 4))) must_check;

/* Whether the link is to go down, and its IPv6 addresses with it. */
bool address_link_falls(const struct property_change *change) __attribute__((nonnull, pure));

/* Whether this address, which is there, is to be taken away. */
bool address_goes(const struct request *request, const struct address *there)
	__attribute__((nonnull));

/* Whether the request says of this address that it is to be there, or to go. */
bool address_is_asked(const struct request *request, const struct address *address)
	__attribute__((nonnull));

#endif
