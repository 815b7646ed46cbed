// SPDX-License-Identifier: GPL-2.0-or-later
// One array for all JSON results of a run.

#include "output/json-document.h"

#include <stdlib.h>

#include "json/json-build.h"

struct fault *json_document_begin(struct json_document *document)
{
	struct fault *fault;

	document->wanted = true;
	fault = json_load();
	if (fault)
		return fault;
	document->array = json_build_array();
	return document->array ? NULL : fault_memory();
}

void json_document_remember(struct json_document *document, const struct fault *fault)
{
	if (!document->wanted || document->status != STATUS_DONE)
		return;
	document->status = fault->status;
	document->error = fault_text(fault);
}

void json_document_add(struct json_document *document, json_fill_fn *fill, const void *data,
		       json_fill_fn *more, const void *more_data)
{
	struct json_builder builder = {0};
	json_t *object;

	if (!document->array)
		return;
	object = json_build_object();
	fill(&builder, object, data);
	if (more)
		more(&builder, object, more_data);
	/* No object is better than a part of one, which would have another meaning. */
	if (object && !builder.failed)
		json_build_append(&builder, document->array, object);
	else
		json_build_free(object);
	if (!object || builder.failed)
		document->incomplete = true;
	else
		document->count++;
}

char *json_document_text(const struct json_document *document)
{
	static const struct json_builder builder = {0};

	return document->array ? json_build_dump(&builder, document->array) : NULL;
}

struct fault *json_document_check(const struct json_document *document, const char *text)
{
	if (!document->array || (text && !document->incomplete))
		return NULL;
	return fault_wrap(fault_memory(), "JSON", "not all could be written");
}

const char *json_document_name(const struct json_document *document, size_t index)
{
	return json_build_find_text(document->array, index, "ifname");
}

const char *json_document_action(const struct json_document *document, size_t index)
{
	return json_build_find_text(document->array, index, "action");
}

void json_document_clear(struct json_document *document)
{
	json_build_free(document->array);
	free(document->error);
	*document = (struct json_document){0};
}
