/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What JSON is made of, by jansson: the one user of its functions. */
#ifndef TUNADM_JSON_JSON_BUILD_H
#define TUNADM_JSON_JSON_BUILD_H

#include <jansson.h>
#include <stdbool.h>

#include "model/fault.h"

/* Loads the library, before the functions below and before anything is done that they report. */
struct fault *json_load(void) must_check;

/* A value under construction. After a failure (out of memory) the rest is of no use. */
struct json_builder {
	bool failed;
};

/* An empty object or array, NULL without memory: the functions below take that for a failure. */
json_t *json_build_object(void) __attribute__((warn_unused_result));
json_t *json_build_array(void) __attribute__((warn_unused_result));

/* Puts the value into the object, which owns it from then on, also where it fails. */
void json_build_set(struct json_builder *builder, json_t *object, const char *key, json_t *value)
	__attribute__((nonnull(1, 3)));

/*
 * Text of the kernel, or of a user, is bytes. Each byte that is not UTF-8 becomes U+FFFD, and such
 * a text stands beside as a whole, in hexadecimal digits, with the key KEY_hex.
 */
void json_build_text(struct json_builder *builder, json_t *object, const char *key,
		     const char *text) __attribute__((nonnull(1, 3, 4)));

void json_build_number(struct json_builder *builder, json_t *object, const char *key,
		       json_int_t number) __attribute__((nonnull(1, 3)));
void json_build_real(struct json_builder *builder, json_t *object, const char *key, double number)
	__attribute__((nonnull(1, 3)));
void json_build_bool(struct json_builder *builder, json_t *object, const char *key, bool value)
	__attribute__((nonnull(1, 3)));

/*
 * Sets an array of texts, which ends with NULL. If one is not UTF-8, KEY_hex is an array of the
 * same length with all of them in hexadecimal digits.
 */
void json_build_texts(struct json_builder *builder, json_t *object, const char *key,
		      char *const *texts) __attribute__((nonnull(1, 3, 4)));

/* Appends to the array, which owns the value from then on. The text has no bytes to keep. */
void json_build_append(struct json_builder *builder, json_t *array, json_t *value)
	__attribute__((nonnull(1)));
void json_build_append_text(struct json_builder *builder, json_t *array, const char *text)
	__attribute__((nonnull(1, 3)));

/* The text with that key in the array's object at the index; NULL: there is none. */
const char *json_build_find_text(const json_t *array, size_t index, const char *key)
	__attribute__((nonnull, pure));

/*
 * The value as a document, malloced, which stays the caller's. NULL without memory, and for a
 * builder that failed: a document that ended in the middle would be none.
 */
char *json_build_dump(const struct json_builder *builder, const json_t *value)
	__attribute__((nonnull(1), warn_unused_result));

/* The same in one line, without its end. */
char *json_build_dump_line(const struct json_builder *builder, const json_t *value)
	__attribute__((nonnull(1), warn_unused_result));

/* Releases a value that no other value owns. */
void json_build_free(json_t *value);

#endif
