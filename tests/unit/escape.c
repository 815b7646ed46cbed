// SPDX-License-Identifier: GPL-2.0-or-later
// How a name is shown on a terminal, in a UTF-8 locale and in another one.

#include "unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/escape.h"

static void check(const char *text, const char *want)
{
	char *safe = escape_controls(text);

	assert_non_null(safe);
	assert_string_equal(safe, want);
	free(safe);
}

static void test_ascii(void **state)
{
	(void)state;
	check("", "");
	check("tap0", "tap0");
	check("a b~!'\"$(`)\\", "a b~!'\"$(`)\\");
	check("\033[31mx", "\\x1b[31mx");
	check("\a\b\t\n\v\r\x7f", "\\x07\\x08\\x09\\x0a\\x0b\\x0d\\x7f");
	check("end\001", "end\\x01");
}

static void test_utf8(void **state)
{
	(void)state;
	check("t\xc3\xa4p0", "t\xc3\xa4p0");
	check("\xe2\x82\xac\xf0\x9f\x90\xa7", "\xe2\x82\xac\xf0\x9f\x90\xa7");
	/* C1 controls are commands too; so is a truncated or overlong sequence. */
	check("\xc2\x9b"
	      "1m",
	      "\\xc2\\x9b1m");
	check("\xc3", "\\xc3");
	check("\xc3(", "\\xc3(");
	check("\x9b", "\\x9b");
	check("\xc0\x9b", "\\xc0\\x9b");
	check("\xed\xa0\x80", "\\xed\\xa0\\x80");
}

/* Invisible characters, and characters that change how the following ones look. */
static void test_unseen(void **state)
{
	(void)state;
	check("\xe2\x80\xa8", "\\xe2\\x80\\xa8"); /* U+2028, a line separator */
	check("t\xe2\x80\xae"
	      "0pa",
	      "t\\xe2\\x80\\xae0pa");			   /* U+202E: shown as "tap0" */
	check("\xe2\x81\xa6x", "\\xe2\\x81\\xa6x");	   /* U+2066 */
	check("\xef\xbb\xbftap0", "\\xef\\xbb\\xbftap0");  /* U+FEFF */
	check("\xe2\x80\x8b", "\\xe2\\x80\\x8b");	   /* U+200B, of no width */
	check("\xc2\xa0", "\\xc2\\xa0");		   /* U+00A0, a blank */
	check("\xc2\xad", "\\xc2\\xad");		   /* U+00AD, a soft hyphen */
	check("\xe3\x85\xa4", "\\xe3\\x85\\xa4");	   /* U+3164, an empty letter */
	check("\xf3\xa0\x81\x81", "\\xf3\\xa0\\x81\\x81"); /* U+E0041, a tag */
	/* Their neighbours are visible. */
	check("\xc2\xa1\xc2\xac\xe2\x80\xa7\xe2\x80\xb0",
	      "\xc2\xa1\xc2\xac\xe2\x80\xa7\xe2\x80\xb0");
}

static bool shows(const char *text, const char *want)
{
	char *safe = escape_controls(text);
	bool same = safe && strcmp(safe, want) == 0;

	free(safe);
	return same;
}

/* A locale is loaded once, so use a child before any other is loaded. */
static void test_c_locale(void **state)
{
	pid_t pid = fork();
	int status = 1;

	(void)state;
	assert_true(pid >= 0);
	if (pid == 0)
		_exit(setenv("LC_ALL", "C", 1) != 0 || !shows("t\xc3\xa4p0", "t\\xc3\\xa4p0") ||
		      !shows("tap0", "tap0"));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

/* No byte of any text gets through that is not printable. */
static void test_every_byte(void **state)
{
	(void)state;
	for (int byte = 1; byte < 256; byte++) {
		const char text[] = {'a', (char)byte, 'b', '\0'};
		char *safe = escape_controls(text);

		assert_non_null(safe);
		for (const char *c = safe; *c; c++)
			assert_in_range((unsigned char)*c, ' ', '~');
		free(safe);
	}
}

/* stdout is not a terminal here. */
static void test_stdout(void **state)
{
	char *name = escape_for_stdout("t\033[1m");

	(void)state;
	assert_non_null(name);
	assert_string_equal(name, "t\033[1m");
	free(name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_c_locale),   cmocka_unit_test(test_ascii),
		cmocka_unit_test(test_utf8),	   cmocka_unit_test(test_unseen),
		cmocka_unit_test(test_every_byte), cmocka_unit_test(test_stdout),
	};

	/* It is loaded when first needed. */
	if (setenv("LC_ALL", "C.UTF-8", 1) != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
