/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The JSON document of a run: an array of objects, printed at the end whatever happened. */
#ifndef TUNADM_OUTPUT_JSON_DOCUMENT_H
#define TUNADM_OUTPUT_JSON_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/fault.h"

struct json_builder;
struct json_t;

/* Zero-initialized, there is no document, and what is added is ignored. */
struct json_document {
	bool wanted;
	struct json_t *array; /* NULL without the library or without memory */
	size_t count;	      /* objects in it */
	bool incomplete;      /* an object was lost for lack of memory */
	/* The first fault of the run, used for interfaces that were not reached because of it. */
	enum status status;
	char *error;
};

/* Begins the document. With a fault (jansson is missing) it stays empty. */
struct fault *json_document_begin(struct json_document *document)
	__attribute__((nonnull)) must_check;

/* Keeps the first fault of the run, which the caller still owns. */
void json_document_remember(struct json_document *document, const struct fault *fault)
	__attribute__((nonnull));

/* Sets the keys of one object. If a value cannot be created, the builder records it. */
typedef void json_fill_fn(struct json_builder *builder, struct json_t *object, const void *data);

/*
 * Adds an object, filled by the first function and then by the second, which may be NULL. Without
 * memory the object is left out.
 */
void json_document_add(struct json_document *document, json_fill_fn *fill, const void *data,
		       json_fill_fn *more, const void *more_data) __attribute__((nonnull(1, 2)));

/* The document, malloced; NULL if there is none, for lack of the library or of memory. */
char *json_document_text(const struct json_document *document)
	__attribute__((nonnull, warn_unused_result));

/* A fault if that text (or NULL) lacks anything that was added. */
struct fault *json_document_check(const struct json_document *document, const char *text)
	__attribute__((nonnull(1))) must_check;

/* The name and the action of the object at the index, or NULL. */
const char *json_document_name(const struct json_document *document, size_t index)
	__attribute__((nonnull, pure));
const char *json_document_action(const struct json_document *document, size_t index)
	__attribute__((nonnull, pure));

void json_document_clear(struct json_document *document) __attribute__((nonnull));

#endif
