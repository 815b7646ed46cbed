// SPDX-License-Identifier: GPL-2.0-or-later
// From bytes to logical lines.

#include "input/tuntab-lines.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/cleanup.h"

/* A hundred thousand entries with every option; more is no table. */
#define TABLE_SIZE_MAX (16u * 1024 * 1024)
#define CHUNK_SIZE     (64u * 1024)

static struct fault *read_all(int fd, char **text, size_t *length)
{
	auto_free char *buffer = NULL;
	size_t capacity = 0;
	size_t used = 0;

	for (;;) {
		ssize_t got;

		if (capacity - used < CHUNK_SIZE) {
			char *grown = realloc(buffer, capacity + 2 * CHUNK_SIZE);

			if (!grown)
				return fault_memory();
			buffer = grown;
			capacity += 2 * CHUNK_SIZE;
		}
		got = read(fd, buffer + used, capacity - used - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fault_errno(errno);
		if (got == 0)
			break;
		used += (size_t)got;
		if (used > TABLE_SIZE_MAX)
			return fault_new(STATUS_FAILED, "larger than %u bytes", TABLE_SIZE_MAX);
	}
	buffer[used] = '\0';
	*text = buffer;
	*length = used;
	buffer = NULL;
	return NULL;
}

/* One logical line under way. */
struct scan {
	const char *next;
	const char *end;
	unsigned int line; /* of *next */
	char *out;	   /* as large as the whole text */
	size_t length;
	bool nul; /* a NUL byte stood in it */
};

/*
 * Copies up to the end of a logical line: quotes decide what # means. A backslash quotes the next
 * letter inside either kind of quotes too, as poptParseArgvString(3) has it.
 */
static void scan_entry(struct scan *scan)
{
	bool comment = false;
	bool word = false; /* inside a word, where # is a letter like any other */
	char quote = '\0';

	scan->length = 0;
	scan->nul = false;
	while (scan->next < scan->end) {
		char c = *scan->next++;

		if (c == '\n') {
			scan->line++;
			return;
		}
		if (comment)
			continue;
		if (c == '\0')
			scan->nul = true;
		if (c == '\\' && scan->next < scan->end) {
			if (*scan->next == '\n') {
				scan->next++;
				scan->line++;
				continue;
			}
			scan->nul |= *scan->next == '\0';
			scan->out[scan->length++] = c;
			scan->out[scan->length++] = *scan->next++;
			word = true;
			continue;
		}
		if (quote && c == quote)
			quote = '\0';
		else if (!quote && (c == '\'' || c == '"'))
			quote = c;
		else if (!quote && c == '#' && !word) {
			comment = true;
			continue;
		}
		word = quote || (c != ' ' && c != '\t' && c != '\r');
		scan->out[scan->length++] = c == '\r' && !quote ? ' ' : c;
	}
}

struct fault *tuntab_lines(int fd, const char *path, tuntab_line_fn *take, void *data)
{
	auto_free char *text = NULL;
	auto_free char *out = NULL;
	struct scan scan = {.line = 1};
	size_t length = 0;
	struct fault *fault = read_all(fd, &text, &length);

	if (fault)
		return fault;
	out = malloc(length + 1);
	if (!out)
		return fault_memory();
	scan.next = text;
	scan.end = text + length;
	scan.out = out;
	while (!fault && scan.next < scan.end) {
		unsigned int line = scan.line;
		struct fault *broken = NULL;

		scan_entry(&scan);
		out[scan.length] = '\0';
		if (scan.nul)
			broken = fault_new(STATUS_USAGE, "the entry has a NUL byte");
		else if (out[strspn(out, " \t")] == '\0')
			continue;
		fault = take(data, path, line, out, broken);
	}
	return fault;
}
