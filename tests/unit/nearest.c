// SPDX-License-Identifier: GPL-2.0-or-later
// Suggestions for mistyped words, and when none is near enough.

#include "unit.h"

#include <string.h>

#include "input/nearest.h"

static const char *const commands[] = {"add",	  "del",     "delete", "persist", "chown",
				       "set-mac", "set-mtu", "reset",  "show",	  "list",
				       "up",	  "down",    "check",  "hold",	  "exec"};

static const char *nearest(const char *typed)
{
	struct nearest nearest = {.typed = typed};

	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		nearest_consider(&nearest, commands[i]);
	return nearest.word;
}

static void test_typed(void **state)
{
	/* The typed word, and the suggestion: NULL for none. */
	static const char *const cases[][2] = {
		{"shwo", "show"},  /* swapped */
		{"shw", "show"},   /* a letter missing */
		{"showw", "show"}, /* a letter too many */
		{"sjow", "show"},  /* another letter */
		{"persisit", "persist"},
		{"dlete", "delete"},
		{"set_mtu", "set-mtu"},
		{"set-mxx", "set-mac"}, /* as near as set-mtu: the first one wins */
		{"setmtu", "set-mtu"},
		{"pu", "up"},
		{"u", "up"},
		{"ad", "add"},
		{"SHOW", NULL},
		{"xyzzy", NULL},
		{"", NULL},
		{"a", NULL},
		{"sh", NULL},
		{"showshowshowshowshowshowshow", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *word = nearest(cases[i][0]);

		if (!word != !cases[i][1] || (word && strcmp(word, cases[i][1]) != 0))
			fail_msg("'%s' is near '%s'", cases[i][0], word ? word : "(nothing)");
	}
}

/* The longest word that is considered, on both sides. */
static void test_limit(void **state)
{
	static const char longest[] = "abcdefghijklmnopqrstuvwx";
	static const char longer[] = "abcdefghijklmnopqrstuvwxy";
	struct nearest nearest = {.typed = longest};

	(void)state;
	nearest_consider(&nearest, longer);
	assert_null(nearest.word);
	nearest_consider(&nearest, longest);
	assert_ptr_equal(nearest.word, longest);
	assert_int_equal(nearest.distance, 0);
	nearest = (struct nearest){.typed = longer};
	nearest_consider(&nearest, longest);
	assert_null(nearest.word);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typed),
		cmocka_unit_test(test_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
