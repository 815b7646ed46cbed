// SPDX-License-Identifier: GPL-2.0-or-later
// --mtu: the maximum transmission unit in bytes.

#include "property/property.h"

#include "kernel/link-attribute.h"
#include "property/values.h"

/*
 * The limits of a tun and a tap (drivers/net/tun.c: MIN_MTU, MAX_MTU), which apply unless the
 * kernel reports others.
 */
#define MTU_MIN	    68u
#define TUN_MTU_MAX 65535u
#define TAP_MTU_MAX 65521u
#define MTU_DEFAULT 1500u

static uint32_t max_of(enum tun_mode mode)
{
	return mode == TUN_MODE_TAP ? TAP_MTU_MAX : TUN_MTU_MAX;
}

static struct fault *mtu_parse(const char *text, struct value *value)
{
	uint32_t mtu = 0;
	struct fault *fault = value_number(text, MTU_MIN, TUN_MTU_MAX, &mtu);

	value->number = mtu;
	if (!fault)
		return NULL;
	return fault_explain(fault, STATUS_USAGE,
			     "allowed are %u to %u for a tun, %u to %u for a tap", MTU_MIN,
			     TUN_MTU_MAX, MTU_MIN, TAP_MTU_MAX);
}

static struct fault *mtu_check(const struct request *request, enum tun_mode mode)
{
	uint64_t mtu = request_number(request, PROPERTY_MTU);
	char what[40];

	if (mtu <= max_of(mode))
		return NULL;
	(void)snprintf(what, sizeof(what), "invalid value '%u'", (unsigned int)mtu);
	return fault_wrap(fault_new(STATUS_USAGE, "allowed are %u to %u for a %s", MTU_MIN,
				    max_of(mode), tun_mode_name(mode)),
			  property_mtu.option, what);
}

/* The kernel reports the range since Linux 4.19; on older kernels it is that of the mode. */
static struct fault *mtu_conflict(const struct device *device, const struct request *request)
{
	uint64_t mtu = request_number(request, PROPERTY_MTU);
	uint32_t min;
	uint32_t max;

	if (!link_attribute_u32(device, LINK_PATH(IFLA_MIN_MTU), &min) ||
	    !link_attribute_u32(device, LINK_PATH(IFLA_MAX_MTU), &max)) {
		min = MTU_MIN;
		max = max_of(device->mode);
	} else if (!max) {
		max = UINT32_MAX; /* there is no limit */
	}
	if (mtu >= min && mtu <= max)
		return NULL;
	return fault_new(STATUS_USAGE, "invalid value '%u': allowed are %u to %u for this %s",
			 (unsigned int)mtu, min, max, tun_mode_name(device->mode));
}

static int mtu_read(const struct device *device, struct value *value)
{
	value->number = link_mtu(device);
	return 0;
}

static void mtu_put(const struct value *value, struct link_change *change)
{
	link_change_mtu(change, (uint32_t)value->number);
}

static void mtu_column(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	(void)fprintf(cell, "%u", link_mtu(device));
}

static void mtu_json(struct json_builder *builder, json_t *object, const struct device *device,
		     struct listing *listing)
{
	(void)listing;
	json_build_number(builder, object, "mtu", link_mtu(device));
}

static void mtu_entry(FILE *line, const struct device *device, struct listing *listing)
{
	(void)listing;
	if (link_mtu(device) != MTU_DEFAULT)
		(void)fprintf(line, " --mtu %u", link_mtu(device));
}

static const struct column mtu_columns[] = {
	{"MTU", "the maximum transmission unit in bytes", .number = true, .rank = 7,
	 .print = mtu_column},
	{0},
};

const struct property property_mtu = {
	.option = "--mtu",
	.argument = "N",
	.help = "the maximum transmission unit in bytes",
	.parse = mtu_parse,
	.check = mtu_check,
	.conflict = mtu_conflict,
	.read = mtu_read,
	.put = mtu_put,
	.columns = mtu_columns,
	.json = mtu_json,
	.entry = mtu_entry,
};
