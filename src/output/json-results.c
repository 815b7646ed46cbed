// SPDX-License-Identifier: GPL-2.0-or-later
// Targets into JSON.

#include "output/json-results.h"

#include "model/property-id.h"
#include "json/json-build.h"
#include "util/cleanup.h"

/* The result of a target, or of the run that did not reach it. */
struct result {
	const struct target *target;
	enum action action;
	enum status status;
	const char *error; /* NULL: no fault, or no memory for its text */
};

void json_set_changes(struct json_builder *builder, json_t *object, uint64_t changes)
{
	json_t *array = json_build_array();

	for (int id = 0; id < CHANGE_COUNT; id++)
		if (changes & CHANGE_BIT(id))
			json_build_append_text(builder, array, change_word(id));
	json_build_set(builder, object, "changes", array);
}

/* For a program, an interface that was skipped is an unchanged one. */
static const char *action_word(enum action action)
{
	return action_name(action == ACTION_SKIPPED ? ACTION_UNCHANGED : action);
}

static void fill_result(struct json_builder *builder, json_t *object, const void *data)
{
	const struct result *result = data;
	const char *name = target_name(result->target);

	if (name)
		json_build_text(builder, object, "ifname", name);
	json_build_text(builder, object, "action", action_word(result->action));
	json_set_changes(builder, object,
			 result->action == ACTION_CHANGED ? result->target->changes : 0);
	json_build_number(builder, object, "status", result->status);
	if (result->error)
		json_build_text(builder, object, "error", result->error);
	else if (result->action == ACTION_FAILED)
		builder->failed = true;
}

void json_add_target(struct json_document *document, const struct target *target,
		     json_fill_fn *more, const void *data)
{
	struct result result = {
		.target = target,
		.action = target->action,
		.status = target->status,
	};
	auto_free char *error = NULL;

	if (!document->wanted)
		return;
	if (target->fault) {
		error = fault_text(target->fault);
		result.status = target->fault->status;
		result.error = error;
	} else if (target->action == ACTION_NONE) {
		result.action = ACTION_FAILED;
		result.status = document->status;
		result.error = document->error;
	}
	json_document_add(document, fill_result, &result, more, data);
}
