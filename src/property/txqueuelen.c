// SPDX-License-Identifier: GPL-2.0-or-later
// --txqueuelen: how many packets may wait to be read.

#include "property/property.h"

#include "kernel/link-attribute.h"
#include "property/txqueuelen.h"
#include "property/values.h"
#include "util/shell-word.h"

/*
 * The longest queue: for each attached descriptor the kernel allocates a ring of this many pointers
 * in one piece of at most 4 MiB (include/linux/ptr_ring.h: KMALLOC_MAX_SIZE).
 */
#define PACKETS_MAX 524288u

/* drivers/net/tun.c: the default. */
#define TUN_DEFAULT 500u
#define TAP_DEFAULT 1000u

/* A queue that overflows is worth to be this many times as long, but not shorter than usual. */
#define LONGER 10u

static struct fault *txqueuelen_parse(const char *text, struct value *value)
{
	uint32_t packets = 0;
	struct fault *fault = value_number(text, 0, PACKETS_MAX, &packets);

	value->number = packets;
	return fault;
}

static uint32_t packets_of(const struct device *device)
{
	uint32_t packets = 0;

	(void)link_attribute_u32(device, LINK_PATH(IFLA_TXQLEN), &packets);
	return packets;
}

static int txqueuelen_read(const struct device *device, struct value *value)
{
	value->number = packets_of(device);
	return 0;
}

static void txqueuelen_put(const struct value *value, struct link_change *change)
{
	link_change_txqlen(change, (uint32_t)value->number);
}

struct fault *txqueuelen_explain_memory(struct fault *fault, const struct device *device)
{
	uint32_t packets = packets_of(device);

	if (packets <= TAP_DEFAULT)
		return fault;
	fault = fault_explain(fault, STATUS_FAILED, "no memory for a queue of %u packets", packets);
	return fault_hint(fault, "`tunadm set %s --txqueuelen %u`", shell_name(device->name).text,
			  TAP_DEFAULT);
}

unsigned int txqueuelen_longer(const struct device *device)
{
	uint32_t packets = packets_of(device);

	if (packets >= PACKETS_MAX)
		return 0;
	if (packets < TAP_DEFAULT)
		packets = TAP_DEFAULT;
	return packets > PACKETS_MAX / LONGER ? PACKETS_MAX : packets * LONGER;
}

static void txqueuelen_column(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	(void)fprintf(cell, "%u", packets_of(device));
}

static void txqueuelen_json(struct json_builder *builder, json_t *object,
			    const struct device *device, struct listing *listing)
{
	(void)listing;
	json_build_number(builder, object, "txqlen", packets_of(device));
}

static void txqueuelen_entry(FILE *line, const struct device *device, struct listing *listing)
{
	(void)listing;
	if (packets_of(device) != (device->mode == TUN_MODE_TUN ? TUN_DEFAULT : TAP_DEFAULT))
		(void)fprintf(line, " --txqueuelen %u", packets_of(device));
}

static const struct column txqueuelen_columns[] = {
	{"TXQLEN", "packets that may wait to be read", .number = true, .print = txqueuelen_column},
	{0},
};

const struct property property_txqueuelen = {
	.option = "--txqueuelen",
	.argument = "N",
	.help = "packets that may wait to be read",
	.parse = txqueuelen_parse,
	.read = txqueuelen_read,
	.put = txqueuelen_put,
	.columns = txqueuelen_columns,
	.json = txqueuelen_json,
	.entry = txqueuelen_entry,
};
