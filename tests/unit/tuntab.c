// SPDX-License-Identifier: GPL-2.0-or-later
// The table: its lines, quoting and line numbers, and errors in entries and files.

#include "unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/tuntab.h"

static char path[] = "/tmp/unit-tuntab-XXXXXX";

static void write_table(const char *text, size_t length)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static struct tuntab table(const char *text)
{
	struct tuntab tuntab = {0};

	write_table(text, strlen(text));
	assert_null(tuntab_read(path, &tuntab));
	return tuntab;
}

static uint64_t number(const struct tuntab *tuntab, size_t entry, enum property_id id)
{
	return request_number(&tuntab->entries[entry].request, id);
}

static void test_entries(void **state)
{
	struct tuntab got = table("# a comment\n"
				  "\n"
				  "tap0 --owner 7 --mtu 9000 --up\n"
				  "   \t\n"
				  "  vm0\t--mode tap   # behind an entry\n"
				  "tun0 --address 192.0.2.1/24 \\\n"
				  "     --address 2001:db8::1/64\r\n"
				  "'tap 1'\n"
				  "--up tap2");

	(void)state;
	assert_int_equal(got.count, 5);
	assert_string_equal(got.entries[0].name, "tap0");
	assert_int_equal(got.entries[0].line, 3);
	assert_null(got.entries[0].fault);
	assert_int_equal(got.entries[0].request.given, PROPERTY_BIT(PROPERTY_OWNER) |
							       PROPERTY_BIT(PROPERTY_MTU) |
							       PROPERTY_BIT(PROPERTY_UP));
	assert_int_equal(number(&got, 0, PROPERTY_OWNER), 7);
	assert_int_equal(number(&got, 0, PROPERTY_MTU), 9000);
	assert_string_equal(got.entries[1].name, "vm0");
	assert_int_equal(got.entries[1].line, 5);
	assert_int_equal(number(&got, 1, PROPERTY_MODE), TUN_MODE_TAP);
	assert_string_equal(got.entries[2].name, "tun0");
	assert_int_equal(got.entries[2].line, 6);
	assert_int_equal(got.entries[2].request.values[PROPERTY_ADDRESS].count, 2);
	assert_non_null(got.entries[3].fault);
	assert_int_equal(got.entries[3].line, 8);
	assert_null(got.entries[3].name);
	assert_null(got.entries[4].fault);
	assert_string_equal(got.entries[4].name, "tap2");
	tuntab_clear(&got);
	assert_int_equal(got.count, 0);
}

static void test_quoting(void **state)
{
	/* A line, and the name that it describes. */
	static const char *const cases[][2] = {
		{"'tap0'", "tap0"},	  {"\"tap0\"", "tap0"},
		{"t\\ap0", "tap0"},	  {"ta'p'\"0\"", "tap0"},
		{"tap\\#0", "tap#0"},	  {"tap#0", "tap#0"},
		{"'tap#0'", "tap#0"},	  {"tap0 #'", "tap0"},
		{"tap0 # \\", "tap0"},	  {"\"tap\\\"0\"", "tap\"0"},
		{"tap\\\n0", "tap0"},	  {"tap$HOME", "tap$HOME"},
		{"tap`id`", "tap`id`"},	  {"tap*", "tap*"},
		{"'tap\\'", "tap\\"},	  {"\"tap\\\\\"", "tap\\"},
		{"\"tap\\a\"", "tap\\a"}, {"\"tap\\$\"", "tap$"},
		{"''tap0\"\"", "tap0"},	  {"tap\\\r\n0", "tap0"},
		{"tap0 \\", "tap0"},	  {"tap0 \\\n\\\r\n #", "tap0"},
		{"tap\\\\\n", "tap\\"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct tuntab got = table(cases[i][0]);

		assert_int_equal(got.count, 1);
		if (got.entries[0].fault)
			fail_msg("%s: %s", cases[i][0], got.entries[0].fault->why);
		assert_string_equal(got.entries[0].name, cases[i][1]);
		tuntab_clear(&got);
	}
}

/* Each is one invalid entry; the one after it is valid. */
static void test_wrong_entries(void **state)
{
	/* The entry, the name by which it is identified, and the message. */
	static const char *const cases[][3] = {
		{"vm0", "vm0", "no mode is given"},
		{"tap0 --mtu 70000", "tap0", "allowed are"},
		{"tap0 --mtu 65530", "tap0", "68 to 65521"},
		{"tap0 --mut 1500", "tap0", "unknown option"},
		{"tap0 --mtu", "tap0", "an argument is missing"},
		{"tap0 tap1", "tap0", "unexpected operand 'tap1'"},
		{"tap0 ''", "tap0", "unexpected operand ''"},
		{"tap0 --owner '' --up", "tap0", "no such user"},
		{"'' tap0", NULL, "empty"},
		{"tap0 --owner 'root", "tap0", "a quote is not closed"},
		{"tap0 \"root\\\"", "tap0", "a quote is not closed"},
		{"'tap0", NULL, "a quote is not closed"},
		{"--up", NULL, "the entry has no name"},
		{"tap%d", NULL, "may not contain '%'"},
		{"tap0123456789012", NULL, "16 bytes"},
		{"tap0 --anyone --owner 0", "tap0", "together"},
		{"tun0 --mac 02:00:00:00:00:01", "tun0", "no MAC"},
		{"tap0 --ensure", "tap0", "unknown option"},
		{"tap0 --netns x", "tap0", "unknown option"},
		{"tap0 -q", "tap0", "unknown option"},
		{"tap0 --help", "tap0", "unknown option"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char text[128];
		char where[64];
		struct tuntab got;
		const struct tuntab_entry *bad;

		(void)snprintf(text, sizeof(text), "tap7\n%s\ntap8\n", cases[i][0]);
		got = table(text);
		bad = &got.entries[1];
		assert_int_equal(got.count, 3);
		assert_null(got.entries[0].fault);
		assert_null(got.entries[2].fault);
		assert_int_equal(got.entries[2].line, 3);
		if (!bad->fault)
			fail_msg("taken: %s", cases[i][0]);
		if (!strstr(bad->fault->why, cases[i][2]))
			fail_msg("%s: %s", cases[i][0], bad->fault->why);
		(void)snprintf(where, sizeof(where), "%s:2", path);
		assert_int_equal(strncmp(bad->fault->object, where, strlen(where)), 0);
		if (cases[i][1])
			assert_string_equal(bad->name, cases[i][1]);
		else
			assert_null(bad->name);
		tuntab_clear(&got);
	}
}

static bool says(const struct tuntab_entry *entry, const char *object, const char *why)
{
	char where[96];

	(void)snprintf(where, sizeof(where), "%s:%u%s%s", path, entry->line, *object ? ": " : "",
		       object);
	return entry->fault && entry->fault->status == STATUS_USAGE &&
	       strcmp(entry->fault->object, where) == 0 && strstr(entry->fault->why, why);
}

static void test_duplicates(void **state)
{
	struct tuntab got = table("tap1\ntap0 --mtu 1400\ntap1 --up\ntap0 --mtu\ntap1\n");
	char first[64];
	char fourth[64];

	(void)state;
	(void)snprintf(first, sizeof(first), "%s:1 has an entry of that name", path);
	(void)snprintf(fourth, sizeof(fourth), "%s:4 has an entry of that name", path);
	assert_int_equal(got.count, 5);
	assert_null(got.entries[0].fault);
	assert_true(got.entries[0].doubled);
	assert_true(says(&got.entries[2], "tap1", first));
	assert_true(says(&got.entries[4], "tap1", first));
	/* An entry that is invalid for another reason says so, and counts as an entry. */
	assert_true(says(&got.entries[1], "tap0", fourth));
	assert_true(says(&got.entries[3], "tap0: --mtu", "an argument is missing"));
	assert_false(got.entries[2].doubled || got.entries[4].doubled || got.entries[1].doubled);
	assert_false(tuntab_is_whole(&got));
	tuntab_clear(&got);
	/* Two invalid entries with the same name just report their errors. */
	got = table("tap0 --mtu 1\ntap0 --mtu 2\n");
	assert_true(says(&got.entries[0], "tap0: --mtu", "allowed"));
	assert_true(says(&got.entries[1], "tap0: --mtu", "allowed"));
	tuntab_clear(&got);
}

static struct tuntab bytes(const char *text, size_t length)
{
	struct tuntab got = {0};

	write_table(text, length);
	assert_null(tuntab_read(path, &got));
	return got;
}

static void test_odd_bytes(void **state)
{
	static const char text[] = "tap0\0 --up\ntap1\ntap2 --up\0\n";
	struct tuntab got = bytes(text, sizeof(text) - 1);

	(void)state;
	assert_int_equal(got.count, 3);
	assert_true(says(&got.entries[0], "", "the entry has a NUL byte"));
	assert_null(got.entries[1].fault);
	assert_true(says(&got.entries[2], "tap2", "the entry has a NUL byte"));
	tuntab_clear(&got);
	/* In a comment it is harmless, and so is an empty table. */
	got = bytes("#\0\n", 3);
	assert_int_equal(got.count, 0);
	assert_true(tuntab_is_whole(&got));
	tuntab_clear(&got);
	got = table("");
	assert_int_equal(got.count, 0);
	assert_true(tuntab_is_whole(&got));
	tuntab_clear(&got);
}

/* A UTF-8 byte order mark is skipped where an entry begins; if quoted it is part of the name. */
static void test_mark(void **state)
{
	struct tuntab got = table("\xef\xbb\xbf# x\n\xef\xbb\xbftap0\n\\\xef\xbb\xbftap0 -m tap\n");

	(void)state;
	assert_int_equal(got.count, 2);
	assert_string_equal(got.entries[0].name, "tap0");
	assert_int_equal(got.entries[0].line, 2);
	assert_string_equal(got.entries[1].name, "\xef\xbb\xbftap0");
	assert_true(tuntab_is_whole(&got));
	tuntab_clear(&got);
}

static void refuse_bytes(const char *text, size_t length, enum status status, const char *why)
{
	struct tuntab got = bytes(text, length);

	assert_int_equal(got.count, 0);
	assert_int_equal(got.unread_count, 1);
	assert_int_equal(got.unread[0]->status, status);
	assert_string_equal(got.unread[0]->object, path);
	assert_string_equal(got.unread[0]->what, "cannot read");
	if (!strstr(got.unread[0]->why, why))
		fail_msg("not %s: %s", why, got.unread[0]->why);
	assert_false(tuntab_is_whole(&got));
	tuntab_clear(&got);
}

static void test_encodings(void **state)
{
	(void)state;
	refuse_bytes("\xff\xfet\0", 4, STATUS_USAGE, "it is UTF-16;");
	refuse_bytes("\xfe\xff\0t", 4, STATUS_USAGE, "it is UTF-16;");
	refuse_bytes("t\0a\0p\0", 6, STATUS_USAGE, "it is UTF-16LE;");
	refuse_bytes("\0t\0a\0p", 6, STATUS_USAGE, "it is UTF-16BE;");
	refuse_bytes("\xff\xfe\0\0t\0\0\0", 8, STATUS_USAGE, "it is UTF-32;");
	refuse_bytes("\0\0\xfe\xff\0\0\0t", 8, STATUS_USAGE, "it is UTF-32;");
}

static void refuse_file(const char *file, enum status status, const char *why)
{
	struct tuntab got = {0};

	assert_null(tuntab_read(file, &got));
	assert_int_equal(got.count, 0);
	assert_int_equal(got.unread_count, 1);
	assert_int_equal(got.unread[0]->status, status);
	assert_string_equal(got.unread[0]->object, file);
	assert_string_equal(got.unread[0]->what, "cannot read");
	if (!strstr(got.unread[0]->why, why))
		fail_msg("%s: %s", file, got.unread[0]->why);
	tuntab_clear(&got);
	assert_int_equal(got.unread_count, 0);
}

static void test_files(void **state)
{
	static const mode_t writable[] = {0620, 0602, 0666};

	(void)state;
	refuse_file("/nonexistent/tuntab", STATUS_FAILED, "No such file");
	refuse_file("/tmp", STATUS_FAILED, "is a directory");
	refuse_file("/dev/null", STATUS_FAILED, "not a regular file");
	for (size_t i = 0; i < sizeof(writable) / sizeof(writable[0]); i++) {
		write_table("tap0\n", 5);
		assert_int_equal(chmod(path, writable[i]), 0);
		refuse_file(path, STATUS_DENIED, "write to it");
	}
	assert_int_equal(chmod(path, 0644), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entries),	      cmocka_unit_test(test_quoting),
		cmocka_unit_test(test_wrong_entries), cmocka_unit_test(test_duplicates),
		cmocka_unit_test(test_odd_bytes),     cmocka_unit_test(test_mark),
		cmocka_unit_test(test_encodings),     cmocka_unit_test(test_files),
	};
	int fd = mkstemp(path);
	int failed;

	if (fd < 0)
		return 1;
	(void)close(fd);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	(void)unlink(path);
	return failed;
}
