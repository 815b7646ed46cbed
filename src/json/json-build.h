/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Builds JSON values; the only user of jansson. */
#ifndef TUNADM_JSON_JSON_BUILD_H
#define TUNADM_JSON_JSON_BUILD_H

#include <jansson.h>
#include <stdbool.h>

#include "model/fault.h"

/*
 * Loads the library. Call it before the functions below, and before doing anything that will be
 * reported in JSON.
 */
struct fault *json_load(void) must_check;

/*
 * A value under construction. After a failure (out of memory), the following calls have no effect.
 */
struct json_builder {
	bool failed;
};

/*
 * An empty object or array, or NULL without memory, which the functions below treat as a failure.
 */
json_t *json_build_object(void) __attribute__((warn_unused_result));
json_t *json_build_array(void) __attribute__((warn_unused_result));

/* Puts the value into the object, which owns it afterwards, even after a failure. */
void json_build_set(struct json_builder *builder, json_t *object, const char *key, json_t *value)
	__attribute__((nonnull(1, 3)));

/*
 * Text from the kernel or a user is bytes. Each byte that is not UTF-8 becomes U+FFFD, and the
 * whole text is then repeated in hexadecimal digits under the key KEY_hex.
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
 * Sets an array of texts; the list ends with NULL. If one is not UTF-8, KEY_hex is an array of the
 * same length with all of them in hexadecimal digits.
 */
void json_build_texts(struct json_builder *builder, json_t *object, const char *key,
		      char *const *texts) __attribute__((nonnull(1, 3, 4)));

/* Appends to the array, which owns the value afterwards. No KEY_hex is added. */
void json_build_append(struct json_builder *builder, json_t *array, json_t *value)
	__attribute__((nonnull(1)));
void json_build_append_text(struct json_builder *builder, json_t *array, const char *text)
	__attribute__((nonnull(1, 3)));

/* The text with that key in the array's object at the index, or NULL. */
const char *json_build_find_text(const json_t *array, size_t index, const char *key)
	__attribute__((nonnull, pure));

/*
 * The value as a document, malloced; the caller still owns the value. NULL without memory and after
 * a failure of the builder, as a truncated document would be invalid.
 */
char *json_build_dump(const struct json_builder *builder, const json_t *value)
	__attribute__((nonnull(1), warn_unused_result));

/* The same in one line, without the newline. */
char *json_build_dump_line(const struct json_builder *builder, const json_t *value)
	__attribute__((nonnull(1), warn_unused_result));

/* Releases a value that is not part of another. */
void json_build_free(json_t *value);

#endif
