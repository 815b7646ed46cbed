// SPDX-License-Identifier: GPL-2.0-or-later
// Splits a file into the words of each entry.

#include "input/tuntab-lines.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/array.h"
#include "util/cleanup.h"
#include "util/signals.h"

/* Room for a hundred thousand entries with every option. */
#define TABLE_SIZE_MAX (16u * 1024 * 1024)
#define CHUNK_SIZE     (64u * 1024)

static struct fault *read_table(int fd, char **text, size_t *length)
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
		if (got < 0 && errno == EINTR && !signals_caught())
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

static bool begins(const char *text, size_t length, const char *bytes, size_t size)
{
	return length >= size && memcmp(text, bytes, size) == 0;
}

/*
 * The encoding that some editors write, judging by its byte order mark or, without one, by the NUL
 * bytes in its first two characters; NULL if the text can be a table.
 */
static const char *foreign_encoding(const char *text, size_t length)
{
	if (begins(text, length, "\xff\xfe\0\0", 4) || begins(text, length, "\0\0\xfe\xff", 4))
		return "UTF-32";
	if (begins(text, length, "\xff\xfe", 2) || begins(text, length, "\xfe\xff", 2))
		return "UTF-16";
	if (length < 4)
		return NULL;
	if (text[0] && !text[1] && text[2] && !text[3])
		return "UTF-16LE";
	if (!text[0] && text[1] && !text[2] && text[3])
		return "UTF-16BE";
	return NULL;
}

static struct fault *check_encoding(const char *text, size_t length)
{
	const char *encoding = foreign_encoding(text, length);

	if (!encoding)
		return NULL;
	return fault_hint(fault_new(STATUS_USAGE, "it is %s; a table is ASCII or UTF-8", encoding),
			  "`iconv -f %s -t UTF-8` converts it", encoding);
}

#define END (-1) /* end of the entry, not a byte */

/* An entry that is being read. */
struct scan {
	const char *next;
	const char *end;
	unsigned int line; /* of *next */
	char *text;	   /* as large as the whole table: holds the words of one entry */
	char *out;	   /* where the next byte of a word goes */
	char **words;	   /* owned */
	size_t count;
	size_t capacity;
	bool nul;      /* a NUL byte was found */
	size_t intact; /* how many words came before the NUL byte */
	bool unclosed; /* a quote was not closed; its word is not counted */
};

/* Skips a backslash before the end of a line or of the file, which joins the next line. */
static bool skip_join(struct scan *scan)
{
	size_t left = (size_t)(scan->end - scan->next);
	size_t size = 0;

	if (left == 0 || scan->next[0] != '\\')
		return false;
	if (left == 1)
		size = 1;
	else if (scan->next[1] == '\n')
		size = 2;
	else if (left > 2 && scan->next[1] == '\r' && scan->next[2] == '\n')
		size = 3;
	scan->next += size;
	scan->line += size > 1;
	return size > 0;
}

static void note_nul(struct scan *scan, char c)
{
	if (c || scan->nul)
		return;
	scan->nul = true;
	scan->intact = scan->count;
}

static int next_byte(struct scan *scan)
{
	char c;

	while (skip_join(scan))
		;
	if (scan->next == scan->end)
		return END;
	c = *scan->next++;
	if (c == '\n') {
		scan->line++;
		return END;
	}
	note_nul(scan, c);
	return (unsigned char)c;
}

static void skip_comment(struct scan *scan)
{
	const char *newline = memchr(scan->next, '\n', (size_t)(scan->end - scan->next));

	scan->line += newline != NULL;
	scan->next = newline ? newline + 1 : scan->end;
}

/* The carriage return is for lines that end with CR LF. */
static bool is_blank(int c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/*
 * Takes the byte after a backslash. Joined lines were skipped before, so there is a byte, and it is
 * not a newline.
 */
static void take_escaped(struct scan *scan, int quote)
{
	char c = *scan->next++;

	note_nul(scan, c);
	if (quote && !strchr("\"\\$`", c))
		*scan->out++ = '\\';
	*scan->out++ = c;
}

static bool push_word(struct scan *scan, char *word)
{
	char **words = array_grow(scan->words, scan->count, &scan->capacity, sizeof(*words));

	if (!words)
		return false;
	scan->words = words;
	scan->words[scan->count++] = word;
	return true;
}

/* Takes the word that begins with *c, and stores the byte after the word in *c. */
static bool scan_word(struct scan *scan, int *c)
{
	char *word = scan->out;
	int quote = 0;

	for (; *c != END && (quote || !is_blank(*c)); *c = next_byte(scan)) {
		if (quote && *c == quote)
			quote = 0;
		else if (!quote && (*c == '\'' || *c == '"'))
			quote = *c;
		else if (*c == '\\' && quote != '\'')
			take_escaped(scan, quote);
		else
			*scan->out++ = (char)*c;
	}
	*scan->out++ = '\0';
	scan->unclosed = quote;
	return quote || push_word(scan, word);
}

static bool scan_entry(struct scan *scan)
{
	int c;

	scan->out = scan->text;
	scan->count = 0;
	scan->nul = false;
	scan->unclosed = false;
	c = next_byte(scan);
	while (c != END) {
		if (c == '#') {
			skip_comment(scan);
			return true;
		}
		if (is_blank(c))
			c = next_byte(scan);
		else if (!scan_word(scan, &c))
			return false;
	}
	return true;
}

/*
 * Skips a UTF-8 byte order mark; in concatenated files it is in the middle. If an entry's name
 * begins with that character, a backslash or a quote comes before it.
 */
static void skip_mark(struct scan *scan)
{
	if (begins(scan->next, (size_t)(scan->end - scan->next), "\xef\xbb\xbf", 3))
		scan->next += 3;
}

static struct fault *take_entry(struct scan *scan, tuntab_line_fn *take, void *data)
{
	unsigned int line = scan->line;
	struct fault *broken = NULL;

	skip_mark(scan);
	if (!scan_entry(scan))
		return fault_memory();
	if (scan->nul) {
		broken = fault_new(STATUS_USAGE, "the entry has a NUL byte");
		scan->count = scan->intact;
	} else if (scan->unclosed) {
		broken = fault_new(STATUS_USAGE, "a quote is not closed");
	} else if (scan->count == 0) {
		return NULL;
	}
	return take(data, line, scan->words, scan->count, broken);
}

struct fault *tuntab_lines(int fd, tuntab_line_fn *take, void *data)
{
	auto_free char *table = NULL;
	auto_free char *text = NULL;
	struct scan scan = {.line = 1};
	size_t length = 0;
	struct fault *fault = read_table(fd, &table, &length);

	if (!fault)
		fault = check_encoding(table, length);
	if (fault)
		return fault;
	text = malloc(length + 1);
	if (!text)
		return fault_memory();
	scan.next = table;
	scan.end = table + length;
	scan.text = text;
	while (!fault && scan.next < scan.end)
		fault = take_entry(&scan, take, data);
	free(scan.words);
	return fault;
}
