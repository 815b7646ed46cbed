// SPDX-License-Identifier: GPL-2.0-or-later
// From addresses back to the options that add them, and what no option expresses.

#include "property/address-entry.h"

#include <arpa/inet.h>
#include <string.h>

#include "property/address-show.h"
#include "util/cleanup.h"
#include "util/text-stream.h"

static void add_word(FILE *words, const char *word, const char *value)
{
	(void)fprintf(words, "%s%s%s%s", ftell(words) ? ", " : "", word, value ? " " : "",
		      value ? value : "");
}

static void add_number(FILE *words, const char *word, uint32_t number)
{
	char text[16];

	(void)snprintf(text, sizeof(text), "%u", number);
	add_word(words, word, text);
}

/* The scope of an IPv6 address follows from the address itself. */
static void add_ipv4(FILE *words, const struct link_address *address, const char *link)
{
	char text[INET_ADDRSTRLEN];
	char scope[ADDRESS_SCOPE_SIZE];

	if (address->has_broadcast)
		add_word(words, "broadcast",
			 inet_ntop(AF_INET, address->broadcast, text, sizeof(text)));
	if (address->scope != link_usual_scope(&address->address))
		add_word(words, "scope", address_scope(address->scope, scope));
	if (strcmp(address->label, link) != 0)
		add_word(words, "label", address->label);
}

static void add_details(FILE *words, const struct link_address *address, const char *link)
{
	if (address->address.family == AF_INET)
		add_ipv4(words, address, link);
	if (address->metric)
		add_number(words, "metric", address->metric);
	if (address->protocol && address->origin == LINK_ORIGIN_OTHER)
		add_number(words, "protocol", address->protocol);
	for (const struct address_flag *flag = address_flags; flag->bit; flag++)
		if (address->flags & flag->bit & LINK_ADDRESS_FLAGS_GIVEN)
			add_word(words, flag->name, NULL);
	if (address->permanent && (address->flags & IFA_F_DEPRECATED))
		add_word(words, "deprecated", NULL);
	else if (address->has_lifetimes && address->preferred != UINT32_MAX)
		add_number(words, "preferred lifetime", address->preferred);
}

static void leave_out_details(struct listing *listing, const struct device *device,
			      const struct link_address *address, const char *text)
{
	struct text_stream stream = {0};
	auto_free char *words = NULL;

	if (text_open(&stream)) {
		add_details(stream.file, address, device->name);
		words = text_close(&stream);
	}
	if (!words)
		listing->no_memory = true;
	else if (*words)
		listing_leave_out(listing, "%s of the address %s", words, text);
}

/*
 * Addresses that the kernel generated, by itself or from a router advertisement, are generated
 * again.
 */
static bool comes_by_itself(const struct link_address *address)
{
	bool temporary = address->address.family == AF_INET6 && (address->flags & IFA_F_TEMPORARY);

	return temporary || (address->origin == LINK_ORIGIN_KERNEL &&
			     (!address->permanent || address_is_link_local(&address->address)));
}

static void write_address(FILE *line, const struct device *device, struct listing *listing,
			  const struct link_address *address)
{
	char text[ADDRESS_TEXT_SIZE];

	if (comes_by_itself(address))
		return;
	address_text(&address->address, text);
	if (!address->permanent) {
		listing_leave_out(listing, "the address %s, which has a lifetime", text);
	} else if (address_is_link_local(&address->address) &&
		   address->origin == LINK_ORIGIN_UNKNOWN && !listing_tells_origin(listing)) {
		listing_leave_out(listing, "the address %s, which may be the kernel's own", text);
	} else {
		(void)fprintf(line, " --address %s", text);
		leave_out_details(listing, device, address, text);
	}
}

/*
 * The kernel keeps IPv4 addresses in the order in which they were added, and IPv6 addresses in
 * reverse.
 */
void address_entry(FILE *line, const struct device *device, struct listing *listing)
{
	size_t count;
	const struct link_address *addresses = listing_addresses(listing, device->ifindex, &count);

	for (size_t i = 0; i < count; i++)
		if (addresses[i].address.family == AF_INET)
			write_address(line, device, listing, &addresses[i]);
	for (size_t i = count; i > 0; i--)
		if (addresses[i - 1].address.family == AF_INET6)
			write_address(line, device, listing, &addresses[i - 1]);
}
