// SPDX-License-Identifier: GPL-2.0-or-later
// Findings into JSON.

#include "output/json-why.h"

static json_t *finding(struct json_builder *builder, const struct why_line *line)
{
	json_t *object = json_build_object();

	json_build_text(builder, object, "code", line->code);
	json_build_text(builder, object, "severity", why_severity_name(line->severity));
	json_build_text(builder, object, "text", line->text);
	json_build_text(builder, object, "hint", line->hint);
	return object;
}

static json_t *json_drop(struct json_builder *builder, const struct traffic_drop *dropped)
{
	json_t *object = json_build_object();

	json_build_text(builder, object, "reason", dropped->reason);
	json_build_number(builder, object, "count", (json_int_t)dropped->count);
	json_build_text(builder, object, "text", dropped->text);
	return object;
}

static json_t *direction(struct json_builder *builder, enum traffic_direction id,
			 const struct traffic *traffic)
{
	json_t *object = json_build_object();
	json_t *drops = json_build_array();

	json_build_text(builder, object, "direction", traffic_direction_name(id));
	json_build_number(builder, object, "packets", (json_int_t)traffic->packets);
	for (size_t i = 0; i < traffic->drop_count; i++)
		json_build_append(builder, drops, json_drop(builder, &traffic->drops[i]));
	json_build_set(builder, object, "dropped", drops);
	return object;
}

void json_fill_why(struct json_builder *builder, json_t *object, const void *data)
{
	const struct why_result *result = data;
	json_t *findings = json_build_array();
	json_t *watch = json_build_array();

	for (size_t i = 0; i < result->count; i++)
		json_build_append(builder, findings, finding(builder, &result->lines[i]));
	json_build_set(builder, object, "findings", findings);
	for (int i = 0; i < TRAFFIC_DIRECTIONS && result->watched; i++)
		json_build_append(builder, watch, direction(builder, i, &result->watch[i]));
	json_build_set(builder, object, "watch", watch);
}
