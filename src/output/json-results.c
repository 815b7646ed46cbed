// SPDX-License-Identifier: GPL-2.0-or-later
// Targets into JSON.

#include "output/json-results.h"

#include "model/request.h"
#include "output/json-build.h"
#include "output/report.h"
#include "util/cleanup.h"

static void set_changes(struct json_builder *builder, json_t *object, unsigned int changes)
{
	json_t *array = json_build_array();

	for (unsigned int bit = 1; bit; bit <<= 1)
		if (changes & bit)
			json_build_append_text(builder, array, request_property_name(bit));
	json_build_set(builder, object, "changes", array);
}

static void append_target(struct json_builder *builder, json_t *array, const struct target *target)
{
	auto_free char *error = target->fault ? report_fault_text(target->fault) : NULL;
	json_t *object = json_build_object();

	if (target->operand)
		json_build_text(builder, object, "ifname", target->operand);
	json_build_text(builder, object, "action", action_name(target->action));
	set_changes(builder, object, target->action == ACTION_CHANGED ? target->changes : 0);
	if (error)
		json_build_text(builder, object, "error", error);
	builder->failed |= target->fault && !error;
	json_build_append(builder, array, object);
}

struct fault *json_print_targets(const struct target_list *targets)
{
	struct json_builder builder = {0};
	json_t *array = json_build_array();

	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].action != ACTION_NONE)
			append_target(&builder, array, &targets->items[i]);
	return json_build_print(&builder, array);
}
