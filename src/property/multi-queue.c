// SPDX-License-Identifier: GPL-2.0-or-later
// --multi-queue: several descriptors; fixed when an interface is created.

#include "property/conflict.h"
#include "property/property.h"

#include "property/print.h"

static struct fault *multi_queue_conflict(const struct device *device,
					  const struct request *request)
{
	(void)request;
	if (device->multi_queue)
		return NULL;
	return conflict_anew(
		fault_new(STATUS_CONFLICT, "it has a single queue, but multi-queue is asked for"),
		device);
}

static int multi_queue_read(const struct device *device, struct value *value)
{
	value->number = device->multi_queue;
	return 0;
}

static void multi_queue_column(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	print_yes_no(cell, device->multi_queue);
}

static void multi_queue_json(struct json_builder *builder, json_t *object,
			     const struct device *device, struct listing *listing)
{
	(void)listing;
	json_build_bool(builder, object, "multi_queue", device->multi_queue);
}

static void multi_queue_entry(FILE *line, const struct device *device, struct listing *listing)
{
	(void)listing;
	if (device->multi_queue)
		(void)fputs(" --multi-queue", line);
}

static const struct column multi_queue_columns[] = {
	{"MULTI_QUEUE", "whether several descriptors can attach", .print = multi_queue_column},
	{0},
};

const struct property property_multi_queue = {
	.option = "--multi-queue",
	.help = "several descriptors can attach",
	.conflict = multi_queue_conflict,
	.read = multi_queue_read,
	.columns = multi_queue_columns,
	.json = multi_queue_json,
	.entry = multi_queue_entry,
};
