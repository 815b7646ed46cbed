// SPDX-License-Identifier: GPL-2.0-or-later
// Builds JSON with jansson; failures are checked once, at the end.

#include "json/json-build.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/escape.h"
#include "json/utf8.h"
#include "util/cleanup.h"
#include "util/library.h"
#include "util/text-stream.h"

/* clang-format off */
#define JANSSON_FUNCTIONS(each) \
	each(json_object) \
	each(json_array) \
	each(json_string) \
	each(json_integer) \
	each(json_real) \
	each(json_true) \
	each(json_false) \
	each(json_object_set_new) \
	each(json_array_append_new) \
	each(json_array_get) \
	each(json_object_get) \
	each(json_string_value) \
	each(json_dump_callback) \
	each(json_delete)
/* clang-format on */

static struct {
	JANSSON_FUNCTIONS(LIBRARY_FUNCTION)
} api;

LIBRARY_NOTE("json", "output as JSON", "required", JANSSON_SONAME);

struct fault *json_load(void)
{
	static const struct library_symbol symbols[] = {JANSSON_FUNCTIONS(LIBRARY_SYMBOL)};

	const size_t count = sizeof(symbols) / sizeof(symbols[0]);
	const char *why = library_load(JANSSON_SONAME, symbols, count);

	if (!why)
		return NULL;
	return fault_wrap(fault_new(STATUS_FAILED, "%s", why), JANSSON_SONAME, "cannot load");
}

json_t *json_build_object(void)
{
	return api.json_object();
}

json_t *json_build_array(void)
{
	return api.json_array();
}

void json_build_set(struct json_builder *builder, json_t *object, const char *key, json_t *value)
{
	/* jansson takes NULL for a failure, and takes ownership of the value in any case. */
	if (api.json_object_set_new(object, key, value) != 0)
		builder->failed = true;
}

void json_build_append(struct json_builder *builder, json_t *array, json_t *value)
{
	if (api.json_array_append_new(array, value) != 0)
		builder->failed = true;
}

static json_t *text_value(const char *text)
{
	auto_free char *valid = utf8_repair(text);

	return valid ? api.json_string(valid) : NULL;
}

static json_t *hex_value(const char *text)
{
	static const char digits[] = "0123456789abcdef";
	auto_free char *hex = malloc(strlen(text) * 2 + 1);
	char *to = hex;

	if (!hex)
		return NULL;
	for (; *text; text++) {
		*to++ = digits[(unsigned char)*text >> 4];
		*to++ = digits[*text & 15];
	}
	*to = '\0';
	return api.json_string(hex);
}

/* Sets KEY_hex. */
static void set_hex(struct json_builder *builder, json_t *object, const char *key, json_t *value)
{
	auto_free char *name = NULL;

	if (asprintf(&name, "%s_hex", key) < 0)
		name = NULL;
	if (name) {
		json_build_set(builder, object, name, value);
		return;
	}
	json_build_free(value);
	builder->failed = true;
}

void json_build_text(struct json_builder *builder, json_t *object, const char *key,
		     const char *text)
{
	json_build_set(builder, object, key, text_value(text));
	if (!utf8_is_valid(text))
		set_hex(builder, object, key, hex_value(text));
}

void json_build_append_text(struct json_builder *builder, json_t *array, const char *text)
{
	json_build_append(builder, array, text_value(text));
}

void json_build_number(struct json_builder *builder, json_t *object, const char *key,
		       json_int_t number)
{
	json_build_set(builder, object, key, api.json_integer(number));
}

void json_build_real(struct json_builder *builder, json_t *object, const char *key, double number)
{
	json_build_set(builder, object, key, api.json_real(number));
}

void json_build_bool(struct json_builder *builder, json_t *object, const char *key, bool value)
{
	json_build_set(builder, object, key, value ? api.json_true() : api.json_false());
}

static json_t *array_of(struct json_builder *builder, char *const *texts,
			json_t *(*make_value)(const char *))
{
	json_t *array = api.json_array();

	for (; *texts; texts++)
		json_build_append(builder, array, make_value(*texts));
	return array;
}

void json_build_texts(struct json_builder *builder, json_t *object, const char *key,
		      char *const *texts)
{
	bool valid = true;

	json_build_set(builder, object, key, array_of(builder, texts, text_value));
	for (char *const *text = texts; *text; text++)
		valid &= utf8_is_valid(*text);
	if (!valid)
		set_hex(builder, object, key, array_of(builder, texts, hex_value));
}

const char *json_build_find_text(const json_t *array, size_t index, const char *key)
{
	return api.json_string_value(api.json_object_get(api.json_array_get(array, index), key));
}

static int print_part(const char *part, size_t size, void *data)
{
	return fwrite(part, 1, size, data) == size ? 0 : -1;
}

/* jansson ignores some write errors of its output; the stream records them. */
static char *dump_json(const json_t *value, size_t flags)
{
	struct text_stream stream = {0};
	char *text;
	int failed;

	if (!text_open(&stream))
		return NULL;
	failed = api.json_dump_callback(value, print_part, stream.file, flags);
	text = text_close(&stream);
	if (!failed)
		return text;
	free(text);
	return NULL;
}

/* JSON can escape what a terminal must not receive; the meaning of the document is the same. */
static char *dump_safely(const struct json_builder *builder, const json_t *value, size_t flags)
{
	char *text = value && !builder->failed ? dump_json(value, flags) : NULL;

	if (!text || !isatty(STDOUT_FILENO) || escape_is_shown(text))
		return text;
	free(text);
	return dump_json(value, flags | JSON_ENSURE_ASCII);
}

char *json_build_dump(const struct json_builder *builder, const json_t *value)
{
	return dump_safely(builder, value, JSON_INDENT(2));
}

/*
 * The current time in seconds has ten digits before the point, and microseconds have six after it.
 */
char *json_build_dump_line(const struct json_builder *builder, const json_t *value)
{
	return dump_safely(builder, value, JSON_COMPACT | JSON_REAL_PRECISION(16));
}

void json_build_free(json_t *value)
{
	/* There is no other reference, so this is equivalent to json_decref(). */
	if (value)
		api.json_delete(value);
}
