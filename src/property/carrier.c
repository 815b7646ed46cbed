// SPDX-License-Identifier: GPL-2.0-or-later
// --carrier: switch the carrier under an attached program.

#include "kernel/link-change.h"
#include "property/property.h"

#include <errno.h>

#include "property/print.h"
#include "property/values.h"

static struct fault *carrier_parse(const char *text, struct value *value)
{
	bool on = false;
	struct fault *fault = value_on_off(text, &on);

	value->number = on;
	return fault;
}

static int carrier_read(const struct device *device, struct value *value)
{
	value->number = device->carrier;
	return 0;
}

static void carrier_put(const struct value *value, struct link_change *change)
{
	link_change_carrier(change, value->number);
}

/*
 * Whether this process may change links at all, so that a request that changes nothing is refused
 * too.
 */
static bool may_change_links(const struct property_change *change)
{
	struct link_socket *links;
	struct fault *fault = engine_links(change->engine, &links);
	bool may;

	if (!fault)
		fault = link_probe_right(links, change->device->ifindex);
	may = !fault;
	fault_free(fault);
	return may;
}

/* The driver's EPERM is the same as for missing rights, without a message to tell the two apart. */
static struct fault *carrier_explain(struct fault *fault, const struct property_change *change)
{
	if (fault->error != EPERM || !request_number(change->request, PROPERTY_CARRIER) ||
	    !may_change_links(change))
		return fault;
	return fault_explain(fault, STATUS_CONFLICT,
			     "no program has an active queue, so that there is no carrier to give");
}

static void carrier_column(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	print_yes_no(cell, device->carrier);
}

static void carrier_json(struct json_builder *builder, json_t *object, const struct device *device,
			 struct listing *listing)
{
	(void)listing;
	json_build_bool(builder, object, "carrier", device->carrier);
}

static const struct column carrier_columns[] = {
	{"CARRIER", "whether a program has plugged it in", .rank = 6, .print = carrier_column},
	{0},
};

const struct property property_carrier = {
	.option = "--carrier",
	.argument = "on|off",
	.help = "plug in or unplug under whoever is attached",
	.only_live = true,
	.parse = carrier_parse,
	.read = carrier_read,
	.put = carrier_put,
	.explain = carrier_explain,
	.columns = carrier_columns,
	.json = carrier_json,
};
