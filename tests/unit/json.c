// SPDX-License-Identifier: GPL-2.0-or-later
// JSON of text that is not UTF-8, and of a value that could not be created.

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "json/json-build.h"

/* Compares without white space, which the texts do not contain. */
static void check_document(const struct json_builder *builder, json_t *value, const char *want)
{
	char *text = json_build_dump(builder, value);
	char *to = text;

	must_have(text);
	for (const char *from = text; *from; from++)
		if (*from != ' ' && *from != '\n')
			*to++ = *from;
	*to = '\0';
	assert_string_equal(text, want);
	free(text);
	json_build_free(value);
}

static void check_text(const char *text, const char *want)
{
	struct json_builder builder = {0};
	json_t *object = json_build_object();

	json_build_text(&builder, object, "ifname", text);
	check_document(&builder, object, want);
}

static void test_text(void **state)
{
	(void)state;
	check_text("tap0", "{\"ifname\":\"tap0\"}");
	check_text("", "{\"ifname\":\"\"}");
	check_text("a\"b\\\x1b", "{\"ifname\":\"a\\\"b\\\\\\u001B\"}");
	check_text("t\xc3\xa4p\xf0\x9f\x90\xa7", "{\"ifname\":\"t\xc3\xa4p\xf0\x9f\x90\xa7\"}");
}

/* Truncated, alone, overlong, a surrogate, above U+10FFFF. */
static void test_hex(void **state)
{
	(void)state;
	check_text("t\xc3", "{\"ifname\":\"t\xef\xbf\xbd\",\"ifname_hex\":\"74c3\"}");
	check_text("\xff"
		   "0",
		   "{\"ifname\":\"\xef\xbf\xbd"
		   "0\",\"ifname_hex\":\"ff30\"}");
	check_text("\xc0\xaf", "{\"ifname\":\"\xef\xbf\xbd\xef\xbf\xbd\",\"ifname_hex\":\"c0af\"}");
	check_text("\xed\xa0\x80", "{\"ifname\":\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\","
				   "\"ifname_hex\":\"eda080\"}");
	check_text("\xf4\x90\x80\x80", "{\"ifname\":\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
				       "\xef\xbf\xbd\",\"ifname_hex\":\"f4908080\"}");
}

static void check_texts(char *const *texts, const char *want)
{
	struct json_builder builder = {0};
	json_t *object = json_build_object();

	json_build_texts(&builder, object, "altnames", texts);
	check_document(&builder, object, want);
}

/* The elements of the two arrays correspond. */
static void test_texts(void **state)
{
	char good[] = "up";
	char bad[] = "\xfe";
	char *const none[] = {NULL};
	char *const fine[] = {good, good, NULL};
	char *const mixed[] = {good, bad, NULL};

	(void)state;
	check_texts(none, "{\"altnames\":[]}");
	check_texts(fine, "{\"altnames\":[\"up\",\"up\"]}");
	check_texts(mixed,
		    "{\"altnames\":[\"up\",\"\xef\xbf\xbd\"],\"altnames_hex\":[\"7570\",\"fe\"]}");
}

static void test_values(void **state)
{
	struct json_builder builder = {0};
	json_t *array = json_build_array();
	json_t *object = json_build_object();

	(void)state;
	json_build_number(&builder, object, "mtu", 1500);
	json_build_bool(&builder, object, "pi", true);
	json_build_bool(&builder, object, "up", false);
	json_build_append(&builder, array, object);
	json_build_append_text(&builder, array, "\xff");
	check_document(&builder, array,
		       "[{\"mtu\":1500,\"pi\":true,\"up\":false},\"\xef\xbf\xbd\"]");
}

/* Without memory jansson returns NULL: the document is invalid, but nothing crashes. */
static void test_failure(void **state)
{
	struct json_builder builder = {0};
	json_t *array = json_build_array();

	(void)state;
	json_build_append(&builder, array, NULL);
	assert_true(builder.failed);
	assert_null(json_build_dump(&builder, array));
	json_build_free(array);

	builder = (struct json_builder){0};
	json_build_text(&builder, NULL, "ifname", "tap0");
	assert_true(builder.failed);
	assert_null(json_build_dump(&builder, NULL));
	builder = (struct json_builder){0};
	assert_null(json_build_dump(&builder, NULL));
}

static int load(void **state)
{
	struct fault *fault = json_load();

	(void)state;
	fault_free(fault);
	return fault ? -1 : 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),	cmocka_unit_test(test_hex),
		cmocka_unit_test(test_texts),	cmocka_unit_test(test_values),
		cmocka_unit_test(test_failure),
	};

	return cmocka_run_group_tests(tests, load, NULL);
}
