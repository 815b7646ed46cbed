// SPDX-License-Identifier: GPL-2.0-or-later
// tunctl's grammar: its letters in any order and combination, and what it has always refused.

#include "unit.h"

#include <string.h>

#include "input/tunctl.h"

/* Parses words separated by single spaces, as they would follow that program's name. */
static struct fault *parse_as(const char *program, const char *text, struct tunctl_line *line)
{
	static char buffer[256];
	static char name[] = "tunctl";
	char *argv[32] = {name};
	char *rest = buffer;
	int argc = 1;

	assert_true(strlen(text) < sizeof(buffer));
	memcpy(buffer, text, strlen(text) + 1);
	while (rest && *rest)
		argv[argc++] = strsep(&rest, " ");
	return tunctl_parse(tunctl_find(program), argc, argv, line);
}

static struct fault *parse(const char *text, struct tunctl_line *line)
{
	return parse_as("tunctl", text, line);
}

static void test_lines(void **state)
{
	static const struct {
		const char *text;
		const char *name;
		const char *device;
		enum tun_mode mode;
		unsigned int given;
		bool remove;
		bool brief;
	} cases[] = {
		{"", "tap%d", NULL, TUN_MODE_TAP, 0, false, false},
		{"-n", "tun%d", NULL, TUN_MODE_TUN, 0, false, false},
		{"-p", "tap%d", NULL, TUN_MODE_TAP, 0, false, false},
		{"-np", "tap%d", NULL, TUN_MODE_TAP, 0, false, false},
		{"-b", "tap%d", NULL, TUN_MODE_TAP, 0, false, true},
		{"-t vm0", "vm0", NULL, TUN_MODE_TAP, 0, false, false},
		{"-t tun0", "tun0", NULL, TUN_MODE_TAP, 0, false, false},
		{"-tvm0 -b", "vm0", NULL, TUN_MODE_TAP, 0, false, true},
		{"-bnt vm0", "vm0", NULL, TUN_MODE_TUN, 0, false, true},
		{"-t one -t two", "two", NULL, TUN_MODE_TAP, 0, false, false},
		{"-u 7", "tap%d", NULL, TUN_MODE_TAP, PROPERTY_BIT(PROPERTY_OWNER), false, false},
		{"-u7 -g8 -t vm0", "vm0", NULL, TUN_MODE_TAP,
		 PROPERTY_BIT(PROPERTY_OWNER) | PROPERTY_BIT(PROPERTY_GROUP), false, false},
		{"-d vm0", "vm0", NULL, TUN_MODE_TAP, 0, true, false},
		{"-d vm0 -t vm1", "vm0", NULL, TUN_MODE_TAP, 0, true, false},
		{"-t vm1 -d vm0", "vm0", NULL, TUN_MODE_TAP, 0, true, false},
		{"-f /dev/misc/net/tun -d vm0", "vm0", "/dev/misc/net/tun", TUN_MODE_TAP, 0, true,
		 false},
		{"-f one -f two", "tap%d", "two", TUN_MODE_TAP, 0, false, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct tunctl_line line;

		if (parse(cases[i].text, &line))
			fail_msg("refused: %s", cases[i].text);
		assert_string_equal(line.name, cases[i].name);
		if (cases[i].device)
			assert_string_equal(line.device, cases[i].device);
		else
			assert_null(line.device);
		assert_int_equal(request_number(&line.request, PROPERTY_MODE), cases[i].mode);
		assert_int_equal(line.request.given, cases[i].given | PROPERTY_BIT(PROPERTY_MODE));
		if (cases[i].given & PROPERTY_BIT(PROPERTY_OWNER))
			assert_int_equal(request_number(&line.request, PROPERTY_OWNER), 7);
		if (cases[i].given & PROPERTY_BIT(PROPERTY_GROUP))
			assert_int_equal(request_number(&line.request, PROPERTY_GROUP), 8);
		assert_int_equal(line.remove, cases[i].remove);
		assert_int_equal(line.brief, cases[i].brief);
		tunctl_line_clear(&line);
		assert_null(line.name);
	}
}

static void test_refusals(void **state)
{
	/* What is refused, and the object of the fault. */
	static const char *const cases[][2] = {
		{"-x", "-x"},
		{"--help", "--help"},
		{"-t", "-t"},
		{"-d", "-d"},
		{"-b vm0", NULL},
		{"vm0", NULL},
		{"-t a/b", "-t"},
		{"-t 1234567890123456", "-t"},
		{"-d tap%d", "-d"},
		{"-d 1234567890123456", "-d"},
		{"-u no.such.user", "-u"},
		{"-u -1", "-u"},
		{"-g no.such.group", "-g"},
		{"-g 4294967295", "-g"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct tunctl_line line;
		struct fault *fault = parse(cases[i][0], &line);

		if (!fault)
			fail_msg("taken: %s", cases[i][0]);
		if (cases[i][1])
			assert_string_equal(fault->object, cases[i][1]);
		assert_true(*fault->why);
		fault_free(fault);
		tunctl_line_clear(&line);
	}
}

static void test_cousins(void **state)
{
	static const struct {
		const char *program;
		const char *text;
		const char *name;
		enum tun_mode mode;
	} cases[] = {
		{"VBoxTunctl", "-t tun0", "tun0", TUN_MODE_TAP},
		{"VBoxTunctl", "-b -u 7", "tap%d", TUN_MODE_TAP},
		{"vde_tunctl", "", "tap%d", TUN_MODE_TAP},
		{"vde_tunctl", "-n", "tun%d", TUN_MODE_TUN},
		{"vde_tunctl", "-t tun0", "tun0", TUN_MODE_TUN},
		{"vde_tunctl", "-t tun%d", "tun%d", TUN_MODE_TUN},
		{"vde_tunctl", "-t tun", "tun", TUN_MODE_TUN},
		{"vde_tunctl", "-t tun0 -t vm0", "vm0", TUN_MODE_TAP},
		{"vde_tunctl", "-t xtun0", "xtun0", TUN_MODE_TAP},
		{"vde_tunctl", "-n -t vm0", "vm0", TUN_MODE_TUN},
		{"vde_tunctl", "-p -t tun0", "tun0", TUN_MODE_TAP},
		{"vde_tunctl", "-t tun0 -p", "tun0", TUN_MODE_TAP},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct tunctl_line line;

		if (parse_as(cases[i].program, cases[i].text, &line))
			fail_msg("refused: %s %s", cases[i].program, cases[i].text);
		assert_string_equal(line.name, cases[i].name);
		assert_int_equal(request_number(&line.request, PROPERTY_MODE), cases[i].mode);
		tunctl_line_clear(&line);
	}
	assert_null(tunctl_find("tunadm"));
	assert_null(tunctl_find("vboxtunctl"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_cousins),
		cmocka_unit_test(test_refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
