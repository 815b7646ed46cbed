// SPDX-License-Identifier: GPL-2.0-or-later
// Quotes a word for a shell.

#include "util/shell-word.h"

#include <stdlib.h>
#include <string.h>

/* A byte needs most room when it is a quote. */
#define QUOTE "'\\''"

/* The buffer must have four bytes for each byte of the text, and four more. */
static void quote(const char *text, char *to)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
				    "%+,-./:=@_";

	if (*text && !text[strspn(text, plain)]) {
		(void)stpcpy(to, text);
		return;
	}
	*to++ = '\'';
	for (; *text; text++) {
		if (*text == '\'')
			to = stpcpy(to, QUOTE);
		else
			*to++ = *text;
	}
	(void)stpcpy(to, "'");
}

char *shell_word(const char *text)
{
	char *word = malloc(4 * (strlen(text) + 1));

	if (word)
		quote(text, word);
	return word;
}

struct shell_name shell_name(const char *name)
{
	struct shell_name word = {""};
	char whole[IFNAMSIZ] = {0};

	memcpy(whole, name, strnlen(name, IFNAMSIZ - 1));
	quote(whole, word.text);
	return word;
}
