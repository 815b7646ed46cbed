// SPDX-License-Identifier: GPL-2.0-or-later
// Addresses of interfaces in entries of the table.

#include "property/address-show.h"

void address_entry(FILE *line, const struct device *device, struct listing *listing)
{
	size_t count;
	const struct link_address *addresses = listing_addresses(listing, device->ifindex, &count);

	for (size_t i = 0; i < count; i++) {
		char text[ADDRESS_TEXT_SIZE];

		if (listing_makes_itself(listing, &addresses[i]))
			continue;
		address_text(&addresses[i].address, text);
		(void)fprintf(line, " --address %s", text);
	}
}
