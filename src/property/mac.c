// SPDX-License-Identifier: GPL-2.0-or-later
// --mac: the MAC address of a tap.

#include "property/property.h"

#include "kernel/link-attribute.h"
#include "property/values.h"

#define MAC_SIZE      6
#define MAC_TEXT_SIZE 18

static uint64_t to_number(const uint8_t mac[MAC_SIZE])
{
	uint64_t number = 0;

	for (int i = 0; i < MAC_SIZE; i++)
		number = number << 8 | mac[i];
	return number;
}

static struct fault *mac_parse(const char *text, struct value *value)
{
	uint8_t mac[MAC_SIZE] = {0};
	struct fault *fault = value_mac(text, mac);

	value->number = to_number(mac);
	return fault;
}

static struct fault *refuse_tun(enum tun_mode mode)
{
	return mode == TUN_MODE_TUN ? fault_new(STATUS_CONFLICT, "a tun has no MAC address") : NULL;
}

static struct fault *mac_check(const struct request *request, enum tun_mode mode)
{
	(void)request;
	return refuse_tun(mode);
}

static struct fault *mac_conflict(const struct device *device, const struct request *request)
{
	(void)request;
	return refuse_tun(device->mode);
}

/* The kernel reports an empty address attribute for a tun. */
static const uint8_t *mac_of(const struct device *device)
{
	size_t size;
	const uint8_t *mac = link_attribute(device, LINK_PATH(IFLA_ADDRESS), &size);

	return size == MAC_SIZE ? mac : NULL;
}

static int mac_read(const struct device *device, struct value *value)
{
	const uint8_t *mac = mac_of(device);

	value->number = mac ? to_number(mac) : UINT64_MAX;
	return 0;
}

static void mac_put(const struct value *value, struct link_change *change)
{
	uint8_t mac[MAC_SIZE];

	for (int i = 0; i < MAC_SIZE; i++)
		mac[i] = (uint8_t)(value->number >> (8 * (MAC_SIZE - 1 - i)));
	link_change_mac(change, mac);
}

/* As in ip-link(8): "02:00:00:00:00:01". */
static const char *mac_text(const struct device *device, char text[MAC_TEXT_SIZE])
{
	const uint8_t *mac = mac_of(device);

	if (!mac)
		return NULL;
	(void)snprintf(text, MAC_TEXT_SIZE, "%02x:%02x:%02x:%02x:%02x:%02x", mac[0], mac[1], mac[2],
		       mac[3], mac[4], mac[5]);
	return text;
}

static void mac_column(FILE *cell, const struct device *device, struct listing *listing)
{
	char text[MAC_TEXT_SIZE] = "";

	(void)listing;
	(void)mac_text(device, text);
	(void)fputs(text, cell);
}

static void mac_json(struct json_builder *builder, json_t *object, const struct device *device,
		     struct listing *listing)
{
	char text[MAC_TEXT_SIZE];

	(void)listing;
	if (mac_text(device, text))
		json_build_text(builder, object, "address", text);
}

static void mac_entry(FILE *line, const struct device *device, struct listing *listing)
{
	char text[MAC_TEXT_SIZE];

	(void)listing;
	if (device->mode == TUN_MODE_TAP && mac_text(device, text))
		(void)fprintf(line, " --mac %s", text);
}

static const struct column mac_columns[] = {
	{"MAC", "a tap's MAC address", .rank = 8, .print = mac_column},
	{0},
};

const struct property property_mac = {
	.option = "--mac",
	.argument = "ADDRESS",
	.help = "the interface's MAC address (tap)",
	.parse = mac_parse,
	.check = mac_check,
	.conflict = mac_conflict,
	.read = mac_read,
	.put = mac_put,
	.columns = mac_columns,
	.json = mac_json,
	.entry = mac_entry,
};
