// SPDX-License-Identifier: GPL-2.0-or-later
// --port: flags that say what a bridge does with the packets of a port.

#include "kernel/link.h"
#include "property/property.h"

#include <errno.h>
#include <string.h>

#include "kernel/bridge-change.h"
#include "kernel/link-attribute.h"
#include "property/bridged.h"
#include "property/port-rest.h"
#include "util/brief.h"
#include "util/cleanup.h"

/* The words of `bridge link set`, the keys of `ip -j -d link`, and the default of a new port. */
static const struct flag {
	const char *word;
	const char *key;
	uint16_t attribute;
	bool usual;
} flags[] = {
	{"isolated", "isolated", IFLA_BRPORT_ISOLATED, false},
	{"hairpin", "hairpin", IFLA_BRPORT_MODE, false},
	{"guard", "guard", IFLA_BRPORT_GUARD, false},
	{"learning", "learning", IFLA_BRPORT_LEARNING, true},
	{"flood", "flood", IFLA_BRPORT_UNICAST_FLOOD, true},
	{"mcast-flood", "mcast_flood", IFLA_BRPORT_MCAST_FLOOD, true},
	{"bcast-flood", "bcast_flood", IFLA_BRPORT_BCAST_FLOOD, true},
	{"neigh-suppress", "neigh_suppress", IFLA_BRPORT_NEIGH_SUPPRESS, false},
};

#define FLAG_COUNT (sizeof(flags) / sizeof(flags[0]))
#define ALLOWED                                                                                    \
	"allowed are isolated, hairpin, guard, learning, flood, mcast-flood, bcast-flood and "     \
	"neigh-suppress, each with =on or =off"

/* Some flags and their values: a bit for each, in the order of the table. */
struct flag_set {
	uint32_t named;
	uint32_t on;
};

/* Encoded in a value's number; the upper half has the named flags. */
static struct flag_set asked_for(const struct value *value)
{
	return (struct flag_set){(uint32_t)(value->number >> 32), (uint32_t)value->number};
}

static struct fault *take_flag(const char *word, struct flag_set *set)
{
	const char *equals = strchrnul(word, '=');
	size_t length = (size_t)(equals - word);
	bool on = !*equals || strcmp(equals, "=on") == 0;

	for (size_t i = 0; i < FLAG_COUNT; i++) {
		if (strncmp(flags[i].word, word, length) != 0 || flags[i].word[length])
			continue;
		if (!on && strcmp(equals, "=off") != 0)
			return fault_new(STATUS_USAGE, "'%s' takes on and off", flags[i].word);
		if (set->named & (1u << i))
			return fault_new(STATUS_USAGE, "'%s' is given twice", flags[i].word);
		set->named |= 1u << i;
		set->on |= (uint32_t)on << i;
		return NULL;
	}
	return fault_new(STATUS_USAGE, "'%s' is no flag of a port: " ALLOWED, brief(word).text);
}

static struct fault *port_parse(const char *text, struct value *value)
{
	struct flag_set set = asked_for(value);
	auto_free char *words = strdup(text);
	struct fault *fault = NULL;
	char *rest = words;

	if (!words)
		return fault_memory();
	while (!fault && rest)
		fault = take_flag(strsep(&rest, ","), &set);
	value->number = (uint64_t)set.named << 32 | set.on;
	return fault;
}

static struct fault *port_fits(struct engine *engine, const struct request *request,
			       const struct device *device, enum tun_mode mode)
{
	const struct device *bridge;

	(void)mode;
	return bridged_require(engine, request, device, property_port.option, &bridge);
}

/* The current flags; those that the kernel does not report are not named. */
static struct flag_set flags_of(const struct device *device)
{
	struct flag_set set = {0};

	if (!link_is_bridge_port(device))
		return set;
	for (size_t i = 0; i < FLAG_COUNT; i++) {
		uint8_t on;

		if (!link_attribute_u8(
			    device,
			    LINK_PATH(IFLA_LINKINFO, IFLA_INFO_SLAVE_DATA, flags[i].attribute),
			    &on))
			continue;
		set.named |= 1u << i;
		set.on |= (uint32_t)(on != 0) << i;
	}
	return set;
}

static uint32_t usual_flags(void)
{
	uint32_t on = 0;

	for (size_t i = 0; i < FLAG_COUNT; i++)
		on |= (uint32_t)flags[i].usual << i;
	return on;
}

static int port_read(const struct device *device, struct value *value)
{
	struct flag_set set = flags_of(device);

	value->number = (uint64_t)set.named << 32 | set.on;
	return 0;
}

static struct fault *port_differs(struct property_change *change, bool *differs)
{
	struct flag_set wanted = asked_for(&change->request->values[PROPERTY_PORT]);
	struct flag_set now = {.named = ~0u, .on = usual_flags()};

	if (!bridged_joins(change))
		now = flags_of(change->device);
	/* A flag that the kernel does not report is set anyway, so that the kernel refuses it. */
	wanted.named &= ~now.named | (wanted.on ^ now.on);
	*differs = wanted.named;
	return *differs && value_append(&change->add, &wanted, sizeof(wanted)) < 0 ? fault_memory()
										   : NULL;
}

static struct fault *send_flags(struct property_change *change, struct flag_set set)
{
	struct bridge_flag list[FLAG_COUNT];
	struct link_socket *links;
	struct fault *fault = engine_links(change->engine, &links);
	size_t count = 0;

	for (size_t i = 0; i < FLAG_COUNT; i++)
		if (set.named & (1u << i))
			list[count++] = (struct bridge_flag){.attribute = flags[i].attribute,
							     .value = !!(set.on & (1u << i))};
	if (!fault && count)
		fault = bridge_change_flags(links, change->device->ifindex, list, count);
	if (fault && fault->error == EOPNOTSUPP)
		fault = fault_explain(fault, STATUS_CONFLICT, "its master is no bridge any more");
	return fault;
}

/* A kernel ignores a flag that it does not know, and reports success. */
static struct fault *confirm(struct property_change *change, struct flag_set set)
{
	auto_device struct device device = {0};
	struct link_socket *links;
	struct fault *fault = engine_links(change->engine, &links);
	struct flag_set now;

	if (!fault)
		fault = link_find_index(links, change->device->ifindex, &device);
	if (fault)
		return fault;
	if (!device.ifindex)
		return fault_gone();
	now = flags_of(&device);
	for (size_t i = 0; i < FLAG_COUNT; i++)
		if ((set.named & ~now.named) & (1u << i))
			return fault_new(STATUS_FAILED, "this kernel's bridges do not know '%s'",
					 flags[i].word);
	return NULL;
}

static struct fault *port_set(struct property_change *change)
{
	const struct flag_set *set = value_item(&change->add, 0);
	struct fault *fault;

	change->added = 1;
	fault = send_flags(change, *set);
	return fault ? fault : confirm(change, *set);
}

/* A port that returns to its master begins with the defaults: see port_restore(). */
static struct fault *port_undo(struct property_change *change)
{
	struct flag_set before = flags_of(change->device);
	const struct flag_set *set;

	if (!change->added || bridged_joins(change))
		return NULL;
	set = value_item(&change->add, 0);
	before.named &= set->named;
	return send_flags(change, before);
}

/* What it had of what no option sets. */
static struct fault *restore_rest(const struct property_change *change)
{
	struct port_rest rest[PORT_REST_MAX];
	struct bridge_flag list[PORT_REST_MAX];
	size_t count = port_rest_find(change->device, rest);
	struct link_socket *links;
	struct fault *fault = engine_links(change->engine, &links);

	for (size_t i = 0; i < count; i++)
		list[i] = rest[i].flag;
	if (!fault && count)
		fault = bridge_change_flags(links, change->device->ifindex, list, count);
	return fault;
}

static struct fault *port_restore(struct property_change *change)
{
	struct flag_set before = flags_of(change->device);
	struct fault *fault;

	before.named &= before.on ^ usual_flags();
	fault = send_flags(change, before);
	return fault ? fault : restore_rest(change);
}

/* Of those in the set, what a new port has not: "isolated,learning=off". */
static void print_unusual(FILE *stream, const char *before, const struct device *device,
			  uint32_t of)
{
	struct flag_set set = flags_of(device);
	uint32_t unusual = of & set.named & (set.on ^ usual_flags());

	for (size_t i = 0; i < FLAG_COUNT; i++) {
		if (!(unusual & (1u << i)))
			continue;
		(void)fprintf(stream, "%s%s%s", before, flags[i].word,
			      flags[i].usual ? "=off" : "");
		before = ",";
	}
}

static void print_rest(FILE *words, const struct device *device)
{
	struct port_rest rest[PORT_REST_MAX];
	size_t count = port_rest_find(device, rest);

	for (size_t i = 0; i < count; i++)
		(void)fprintf(words, "%s%s %u", ftell(words) ? ", " : "", rest[i].name,
			      rest[i].flag.value);
}

static struct fault *port_loses(struct property_change *change, FILE *words)
{
	struct flag_set asked = {0};

	if (request_has(change->request, PROPERTY_PORT))
		asked = asked_for(&change->request->values[PROPERTY_PORT]);
	print_unusual(words, "--port ", change->device, ~asked.named);
	print_rest(words, change->device);
	return NULL;
}

static void port_column(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	print_unusual(cell, "", device, ~0u);
}

static void port_json(struct json_builder *builder, json_t *object, const struct device *device,
		      struct listing *listing)
{
	struct flag_set set = flags_of(device);
	json_t *info;
	json_t *data;

	(void)listing;
	if (!link_is_bridge_port(device))
		return;
	info = json_build_object();
	data = json_build_object();
	for (size_t i = 0; i < FLAG_COUNT; i++)
		if (set.named & (1u << i))
			json_build_bool(builder, data, flags[i].key, set.on & (1u << i));
	json_build_text(builder, info, "info_slave_kind", "bridge");
	json_build_set(builder, info, "info_slave_data", data);
	json_build_set(builder, object, "linkinfo", info);
}

static void port_entry(FILE *line, const struct device *device, struct listing *listing)
{
	if (listing_master(listing, link_master(device)))
		print_unusual(line, " --port ", device, ~0u);
}

static const struct column port_columns[] = {
	{"PORT", "what its bridge does otherwise than with a new port", .print = port_column},
	{0},
};

const struct property property_port = {
	.option = "--port",
	.argument = "FLAG,...",
	.help = "of the bridge port: isolated, learning=off, ...",
	.parse = port_parse,
	.fits = port_fits,
	.read = port_read,
	.differs = port_differs,
	.set = port_set,
	.undo = port_undo,
	.goes_with = PROPERTY_BIT(PROPERTY_MASTER),
	.loses = port_loses,
	.restore = port_restore,
	.columns = port_columns,
	.json = port_json,
	.entry = port_entry,
};
