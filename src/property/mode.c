// SPDX-License-Identifier: GPL-2.0-or-later
// --mode: IP packets or Ethernet frames; fixed when an interface is created.

#include "property/conflict.h"
#include "property/property.h"

#include "property/values.h"

static struct fault *mode_parse(const char *text, struct value *value)
{
	enum tun_mode mode = TUN_MODE_NONE;
	struct fault *fault = value_mode(text, &mode);

	value->number = mode;
	return fault;
}

static struct fault *mode_conflict(const struct device *device, const struct request *request)
{
	enum tun_mode mode = (enum tun_mode)request_number(request, PROPERTY_MODE);

	if (device->mode == mode)
		return NULL;
	return conflict_anew(fault_new(STATUS_CONFLICT, "it is a %s, but a %s is asked for",
				       tun_mode_name(device->mode), tun_mode_name(mode)),
			     device);
}

static int mode_read(const struct device *device, struct value *value)
{
	value->number = device->mode;
	return 0;
}

static void mode_column(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	(void)fputs(tun_mode_name(device->mode), cell);
}

static void mode_json(struct json_builder *builder, json_t *object, const struct device *device,
		      struct listing *listing)
{
	(void)listing;
	json_build_text(builder, object, "mode", tun_mode_name(device->mode));
}

static void mode_entry(FILE *line, const struct device *device, struct listing *listing)
{
	(void)listing;
	(void)fprintf(line, " --mode %s", tun_mode_name(device->mode));
}

static const struct column mode_columns[] = {
	{"MODE", "tun or tap", .rank = 2, .print = mode_column},
	{0},
};

const struct property property_mode = {
	.option = "--mode",
	.letter = 'm',
	.argument = "tun|tap",
	.help = "IP packets (tun) or Ethernet frames (tap)",
	.parse = mode_parse,
	.conflict = mode_conflict,
	.read = mode_read,
	.columns = mode_columns,
	.json = mode_json,
	.entry = mode_entry,
};
