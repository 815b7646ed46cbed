// SPDX-License-Identifier: GPL-2.0-or-later
// Which addresses are asked for, which go, and which cannot be there together.

#include "property/address-match.h"

#include <net/if.h>
#include <sys/socket.h>

#include "util/shell-word.h"

bool address_is_among(const struct value *value, const struct address *address)
{
	for (size_t i = 0; i < value->count; i++)
		if (address_equal(address_item(value, i), address))
			return true;
	return false;
}

const struct link_address *address_find(const struct link_address *addresses, size_t count,
					const struct address *address)
{
	for (size_t i = 0; i < count; i++)
		if (address_equal(&addresses[i].address, address))
			return &addresses[i];
	return NULL;
}

/* Without a peer it is the address with that prefix, whoever its peer is. */
static bool is_meant(const struct address *unwanted, const struct address *there)
{
	struct address alike = *there;

	if (unwanted->has_peer || !there->has_peer)
		return address_equal(unwanted, there);
	alike.has_peer = false;
	return address_equal(unwanted, &alike);
}

/* Whether it is to be taken away; what is asked for at the same time stays. */
bool address_goes(const struct request *request, const struct address *there)
{
	const struct value *unwanted = &request->withdrawals[PROPERTY_ADDRESS];

	if (address_is_among(&request->values[PROPERTY_ADDRESS], there))
		return false;
	for (size_t i = 0; i < unwanted->count; i++)
		if (is_meant(address_item(unwanted, i), there))
			return true;
	return false;
}

bool address_link_falls(const struct property_change *change)
{
	return (change->device->flags & IFF_UP) && request_has(change->request, PROPERTY_UP) &&
	       !request_number(change->request, PROPERTY_UP);
}

bool address_is_asked(const struct request *request, const struct address *address)
{
	return address_is_among(&request->values[PROPERTY_ADDRESS], address) ||
	       address_goes(request, address);
}

struct fault *address_refuse_other(const struct property_change *change,
				   const struct link_address *there, size_t count,
				   const struct address *address)
{
	char other[ADDRESS_TEXT_SIZE];
	char text[ADDRESS_TEXT_SIZE];

	for (size_t i = 0; i < count; i++) {
		if (!address_excludes(&there[i].address, address) ||
		    address_goes(change->request, &there[i].address))
			continue;
		address_text(&there[i].address, other);
		address_text(address, text);
		return fault_hint(fault_new(STATUS_CONFLICT,
					    "it has the address %s, and cannot have %s too", other,
					    text),
				  "`tunadm set %s --no-address %s` takes the one away",
				  shell_name(change->device->name).text, other);
	}
	return NULL;
}
