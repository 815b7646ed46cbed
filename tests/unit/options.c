// SPDX-License-Identifier: GPL-2.0-or-later
// The parser of options: the result of each, in any order, and how errors are named.

#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "input/option-table.h"
#include "input/options.h"
#include "property/property.h"

static const struct option_set everything = {
	.options = (OPTION_BIT(OPTION_COUNT) - 1) & ~OPTION_BIT(OPTION_FILE),
	.properties = PROPERTIES_ALL,
};
static const struct option_set shared = {.properties = PROPERTIES_ALL};

/* Parses words separated by single spaces, as they would follow the program's name. */
static struct fault *parse(const char *line, const struct option_set *allowed,
			   struct invocation *invocation)
{
	static char buffer[512];
	char *argv[64] = {buffer};
	int argc = 1;
	char *rest = buffer;

	memset(invocation, 0, sizeof(*invocation));
	assert_true(strlen(line) < sizeof(buffer));
	memcpy(buffer, line, strlen(line) + 1);
	while (rest && *rest)
		argv[argc++] = strsep(&rest, " ");
	return options_parse(argc, argv, allowed, invocation);
}

static void test_shared(void **state)
{
	struct invocation got;
	struct fault *fault = parse("-m tap --owner 0 -g 4294967294 --pi --vnet-hdr --multi-queue "
				    "--mac 02:00:00:00:00:07 --mtu=9000 --txqueuelen 0 --up "
				    "--master br0 --address 192.0.2.1/24 --address fe80::1/64 tap7",
				    &shared, &got);
	const struct value *values = got.request.values;

	(void)state;
	assert_null(fault);
	assert_true(got.request.given ==
		    (PROPERTY_BIT(PROPERTY_MODE) | PROPERTY_BIT(PROPERTY_OWNER) |
		     PROPERTY_BIT(PROPERTY_GROUP) | PROPERTY_BIT(PROPERTY_PI) |
		     PROPERTY_BIT(PROPERTY_VNET_HDR) | PROPERTY_BIT(PROPERTY_MULTI_QUEUE) |
		     PROPERTY_BIT(PROPERTY_MAC) | PROPERTY_BIT(PROPERTY_MTU) |
		     PROPERTY_BIT(PROPERTY_TXQUEUELEN) | PROPERTY_BIT(PROPERTY_UP) |
		     PROPERTY_BIT(PROPERTY_MASTER) | PROPERTY_BIT(PROPERTY_ADDRESS)));
	assert_int_equal(values[PROPERTY_MODE].number, TUN_MODE_TAP);
	assert_int_equal(values[PROPERTY_OWNER].number, 0);
	assert_true(values[PROPERTY_GROUP].number == 4294967294);
	assert_true(values[PROPERTY_MAC].number == 0x020000000007);
	assert_int_equal(values[PROPERTY_MTU].number, 9000);
	assert_int_equal(values[PROPERTY_TXQUEUELEN].number, 0);
	assert_string_equal(values[PROPERTY_MASTER].name, "br0");
	assert_int_equal(values[PROPERTY_ADDRESS].count, 2);
	assert_int_equal(got.operand_count, 1);
	assert_string_equal(got.operands[0], "tap7");
	assert_null(got.operands[1]);
	invocation_clear(&got);
}

static void test_nothing_given(void **state)
{
	struct invocation got;

	(void)state;
	assert_null(parse("tap0", &shared, &got));
	assert_int_equal(got.given, 0);
	assert_int_equal(got.request.given, 0);
	invocation_clear(&got);
}

/* Operands can be anywhere, "--" ends the options, and POSIXLY_CORRECT changes nothing. */
static void test_operands(void **state)
{
	static const char *const lines[] = {"a --up b -- --c", "--up a b -- --c",
					    "a b --up -- --c"};
	struct invocation got;

	(void)state;
	for (int posix = 0; posix < 2; posix++) {
		if (posix)
			assert_int_equal(setenv("POSIXLY_CORRECT", "1", 1), 0);
		for (size_t i = 0; i < 3; i++) {
			assert_null(parse(lines[i], &shared, &got));
			assert_true(request_has(&got.request, PROPERTY_UP));
			assert_int_equal(got.operand_count, 3);
			assert_string_equal(got.operands[0], "a");
			assert_string_equal(got.operands[1], "b");
			assert_string_equal(got.operands[2], "--c");
			invocation_clear(&got);
		}
	}
	assert_non_null(getenv("POSIXLY_CORRECT"));
	assert_int_equal(unsetenv("POSIXLY_CORRECT"), 0);
}

static void test_refusals(void **state)
{
	/* The line, the object that is named, and a part of the hint, if there is to be one. */
	static const char *const cases[][3] = {
		{"--mtu 70000", "--mtu", NULL},
		{"--mtu", "--mtu", NULL},
		{"--mtu= x", "--mtu", NULL},
		{"--mut 1500", "--mut", "--mtu"},
		{"--own nobody", "--own", NULL},
		{"--mt 1500", "--mt", "--mtu"},
		{"--up=yes", "--up=yes", NULL},
		{"-u", "-u", NULL},
		{"-x", "-x", NULL},
		{"--owner no.such.user", "--owner", NULL},
		{"--owner -1", "--owner", NULL},
		{"--owner 4294967295", "--owner", NULL},
		{"--group 4294967295", "--group", NULL},
		{"--txqueuelen -1", "--txqueuelen", NULL},
		{"--master a/b", "--master", NULL},
		{"--address 192.0.2.1/24 --address 192.0.2.1/24", "--address", NULL},
		{"--mode bridge", "--mode", NULL},
		{"--json", "--json", NULL},
		{"--carrier off", "--carrier", NULL},
		{"--down", "--down", NULL},
		{"--no-master", "--no-master", NULL},
		{"--persist", "--persist", NULL},
	};
	struct invocation got;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fault *fault = parse(cases[i][0], &shared, &got);

		if (!fault)
			fail_msg("taken: %s", cases[i][0]);
		assert_int_equal(fault->status, STATUS_USAGE);
		assert_string_equal(fault->object, cases[i][1]);
		if (cases[i][2]) {
			assert_non_null(fault->hint);
			assert_non_null(strstr(fault->hint, cases[i][2]));
		}
		fault_free(fault);
		invocation_clear(&got);
	}
}

static void test_exclusions(void **state)
{
	static const char *const lines[] = {"--quiet --verbose", "--anyone --owner 0",
					    "-g 0 --anyone", "--force --idle"};
	struct invocation got;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		assert_null(parse(lines[i], &everything, &got));
		struct fault *fault = options_check(&got);
		if (!fault)
			fail_msg("taken: %s", lines[i]);
		must_have(fault);
		assert_int_equal(fault->status, STATUS_USAGE);
		fault_free(fault);
		invocation_clear(&got);
	}
}

/* -f is --force if there is no --file, and otherwise --file. */
static void test_one_letter_two_options(void **state)
{
	struct invocation got;
	static const struct option_set force = {.options = OPTION_BIT(OPTION_FORCE)};
	static const struct option_set both = {
		.options = OPTION_BIT(OPTION_FORCE) | OPTION_BIT(OPTION_FILE),
	};

	(void)state;
	assert_null(parse("-f tap0", &force, &got));
	assert_true(invocation_has(&got, OPTION_FORCE));
	invocation_clear(&got);
	assert_null(parse("-f tap0", &both, &got));
	assert_false(invocation_has(&got, OPTION_FORCE));
	assert_string_equal(got.file, "tap0");
	invocation_clear(&got);
}

/* Every option is declared, and its name is unique. */
static void test_table(void **state)
{
	(void)state;
	for (int i = 0; i < OPTION_COUNT; i++) {
		const char *name = option_name((enum option_id)i);

		assert_non_null(name);
		assert_int_equal(strncmp(name, "--", 2), 0);
		for (int j = 0; j < i; j++)
			assert_string_not_equal(name, option_name((enum option_id)j));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shared),	   cmocka_unit_test(test_nothing_given),
		cmocka_unit_test(test_operands),   cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_exclusions), cmocka_unit_test(test_one_letter_two_options),
		cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
