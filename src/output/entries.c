// SPDX-License-Identifier: GPL-2.0-or-later
// From devices back to the options that create them.

#include "output/entries.h"

#include <stdio.h>

#include "kernel/link-attribute.h"
#include "property/print.h"
#include "property/properties.h"
#include "util/cleanup.h"
#include "util/escape.h"
#include "util/text-stream.h"

/* The default of each flag on a new interface, with its name in ip-link(8). */
static const struct flag {
	const char *name;
	unsigned int bit;
	bool tun;
	bool tap;
	bool inverse; /* the bit is set if the flag is off */
} flags[] = {
	{"multicast", IFF_MULTICAST, true, true, false},
	{"arp", IFF_NOARP, true, false, true},
	{"allmulticast", IFF_ALLMULTI, false, false, false},
	{"promisc", IFF_PROMISC, false, false, false},
	{"dynamic", IFF_DYNAMIC, false, false, false},
	{"trailers", IFF_NOTRAILERS, false, false, true},
};

/*
 * Numbers that are the same on every new interface (include/linux/netdevice.h), and that ip-link(8)
 * can change.
 */
static const struct number {
	uint16_t type;
	uint32_t usual;
	const char *name;
} numbers[] = {
	{IFLA_GROUP, 0, "group"},
	{IFLA_GSO_MAX_SIZE, 65536, "gso_max_size"},
	{IFLA_GSO_MAX_SEGS, 65535, "gso_max_segs"},
	{IFLA_GRO_MAX_SIZE, 65536, "gro_max_size"},
};

/* Reports settings of ip-link(8) that are not properties. */
static void leave_out_rest(const struct device *device, struct listing *listing)
{
	bool tap = device->mode == TUN_MODE_TAP;
	uint8_t byte;

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		bool set = device->flags & flags[i].bit;

		if (set != (tap ? flags[i].tap : flags[i].tun))
			listing_leave_out(listing, "%s %s", flags[i].name,
					  set != flags[i].inverse ? "on" : "off");
	}
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		uint32_t number;

		if (link_attribute_u32(device, LINK_PATH(numbers[i].type), &number) &&
		    number != numbers[i].usual)
			listing_leave_out(listing, "%s %u", numbers[i].name, number);
	}
	if (device->type != tun_mode_link_type(device->mode))
		listing_leave_out(listing, "link type %u", device->type);
	if (link_attribute_u8(device, LINK_PATH(IFLA_LINKMODE), &byte) && byte)
		listing_leave_out(listing, "link mode %u", byte);
	if (link_attribute_u8(device, LINK_PATH(IFLA_PROTO_DOWN), &byte) && byte)
		listing_leave_out(listing, "protodown on");
	if (link_attribute_u8(device, LINK_PATH(IFLA_XDP, IFLA_XDP_ATTACHED), &byte) && byte)
		listing_leave_out(listing, "an XDP program");
}

/* Malloced; NULL without memory. */
static char *entry_text(const struct device *device, struct listing *listing)
{
	struct text_stream line = {0};
	char *text;

	if (!text_open(&line))
		return NULL;
	listing->left_out = 0;
	print_entry_word(line.file, device->name);
	for (int id = 0; id < PROPERTY_COUNT; id++)
		if (properties[id]->entry)
			properties[id]->entry(line.file, device, listing);
	leave_out_rest(device, listing);
	text = text_close(&line);
	if (!listing->users.no_memory && !listing->groups.no_memory && !listing->no_memory)
		return text;
	free(text);
	return NULL;
}

/* Other programs may have set values that no option accepts. */
static void note_left_out(struct report *report, const char *name, uint64_t left_out)
{
	for (int id = 0; id < PROPERTY_COUNT; id++)
		if (left_out & PROPERTY_BIT(id))
			report_note(report, "%s: left out: what %s does not take", name,
				    properties[id]->option);
}

/* The current entry, and where its notes go. */
struct entry {
	const struct device *device;
	struct report *report;
};

static void note(void *data, const char *what)
{
	const struct entry *entry = data;

	report_note(entry->report, "%s: left out: %s", entry->device->name, what);
}

struct fault *entries_print(struct listing *listing, struct report *report)
{
	struct entry entry = {.report = report};
	struct fault *fault = NULL;

	listing->leave_out = note;
	/* Cleared again below. */
	/* cppcheck-suppress autoVariables */
	listing->leave_out_data = &entry;
	for (size_t i = 0; !fault && i < listing->devices->count; i++) {
		const struct device *device = &listing->devices->items[i];
		auto_free char *text = NULL;
		auto_free char *shown = NULL;

		entry.device = device;
		text = entry_text(device, listing);
		shown = text ? escape_for_stdout(text) : NULL;
		if (shown) {
			printf("%s\n", shown);
			note_left_out(report, device->name, listing->left_out);
		} else {
			fault = fault_memory();
		}
	}
	listing->leave_out = NULL;
	listing->leave_out_data = NULL;
	return fault;
}
