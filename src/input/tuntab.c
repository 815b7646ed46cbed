// SPDX-License-Identifier: GPL-2.0-or-later
// The table: from a file's lines to entries, with the parser of the command line.

#include "input/tuntab.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/options.h"
#include "input/tuntab-lines.h"
#include "input/values.h"
#include "util/array.h"
#include "util/brief.h"
#include "util/cleanup.h"

struct fault *tuntab_locate(const struct tuntab *tuntab, const struct tuntab_entry *entry,
			    struct fault *fault)
{
	auto_free char *prefix = NULL;

	if (asprintf(&prefix, "%s:%u", tuntab->path, entry->line) < 0) {
		prefix = NULL;
		fault_free(fault);
		return fault_memory();
	}
	return fault_locate(fault, prefix);
}

/* The name, checked as that of an interface that `up` can find again: no %d. */
static struct fault *take_name(struct tuntab_entry *entry, struct invocation *invocation)
{
	const char *name = invocation->operands[0];
	struct fault *fault;

	if (!name)
		return fault_new(STATUS_USAGE, "the entry has no name");
	fault = value_link_name(name);
	if (fault)
		return value_fault(fault, "NAME", name);
	if (invocation->operand_count > 1)
		return fault_new(STATUS_USAGE, "unexpected operand '%s': an entry has one name",
				 brief(invocation->operands[1]).text);
	entry->name = strdup(name);
	return entry->name ? NULL : fault_memory();
}

static void guess_name(struct tuntab_entry *entry, const char *word)
{
	struct fault *fault = value_link_name(word);

	if (!fault)
		entry->name = strdup(word);
	fault_free(fault);
}

/* The parser takes argv[0] for the program's name. */
static struct fault *parse_entry(struct tuntab_entry *entry, char *const *words, size_t count)
{
	struct invocation invocation = {0};
	auto_free char **argv = calloc(count + 2, sizeof(*argv));
	struct fault *fault;

	if (!argv)
		return fault_memory();
	argv[0] = (char *)(uintptr_t) "tuntab";
	memcpy(argv + 1, words, count * sizeof(*argv));
	fault = options_parse((int)count + 1, argv, OPTIONS_SHARED, &invocation);
	if (!fault)
		fault = options_check(&invocation);
	if (!fault)
		fault = take_name(entry, &invocation);
	if (!fault) {
		fault = request_check(&invocation.request, entry->name);
		if (fault)
			fault = fault_wrap(fault, entry->name, "cannot create");
	}
	entry->request = invocation.request;
	invocation.request = (struct request){0};
	invocation_clear(&invocation);
	return fault;
}

static struct tuntab_entry *push(struct tuntab *tuntab)
{
	struct tuntab_entry *entries =
		array_grow(tuntab->entries, tuntab->count, &tuntab->capacity, sizeof(*entries));

	if (!entries)
		return NULL;
	tuntab->entries = entries;
	tuntab->entries[tuntab->count] = (struct tuntab_entry){0};
	return &tuntab->entries[tuntab->count++];
}

static struct fault *add_entry(void *data, unsigned int line, char *const *words, size_t count,
			       struct fault *broken)
{
	struct tuntab *tuntab = data;
	struct tuntab_entry *entry = push(tuntab);

	if (!entry) {
		fault_free(broken);
		return fault_memory();
	}
	entry->line = line;
	entry->fault = broken ? broken : parse_entry(entry, words, count);
	if (!entry->fault)
		return NULL;
	/* An entry that is wrong otherwise can still be told by its name, if that is first. */
	if (!entry->name && count > 0)
		guess_name(entry, words[0]);
	entry->fault = tuntab_locate(tuntab, entry, entry->fault);
	return NULL;
}

static int by_name(const void *a, const void *b)
{
	const struct tuntab_entry *left = *(struct tuntab_entry *const *)a;
	const struct tuntab_entry *right = *(struct tuntab_entry *const *)b;
	int order = strcmp(left->name, right->name);

	return order ? order : (left->line > right->line) - (left->line < right->line);
}

/* Of entries with the same name, the first counts, and each later one is a fault. */
static struct fault *refuse_duplicates(struct tuntab *tuntab)
{
	auto_free struct tuntab_entry **sorted = calloc(tuntab->count + 1, sizeof(*sorted));
	size_t first = 0;
	size_t count = 0;

	if (!sorted)
		return fault_memory();
	for (size_t i = 0; i < tuntab->count; i++)
		if (tuntab->entries[i].name)
			sorted[count++] = &tuntab->entries[i];
	qsort(sorted, count, sizeof(struct tuntab_entry *), by_name);
	for (size_t i = 1; i < count; i++) {
		struct tuntab_entry *entry = sorted[i];

		if (strcmp(sorted[first]->name, entry->name) != 0) {
			first = i;
			continue;
		}
		if (entry->fault)
			continue;
		entry->fault = fault_new(STATUS_USAGE, "line %u has an entry of that name already",
					 sorted[first]->line);
		entry->fault = fault_wrap(entry->fault, entry->name, NULL);
		entry->fault = tuntab_locate(tuntab, entry, entry->fault);
	}
	return NULL;
}

/* What root does by a file, nobody else may have written. */
static struct fault *check_file(int fd)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return fault_errno(errno);
	if (S_ISDIR(st.st_mode))
		return fault_new(STATUS_FAILED, "is a directory");
	if (!S_ISREG(st.st_mode))
		return fault_hint(fault_new(STATUS_FAILED, "not a regular file"),
				  "--file - reads standard input");
	if (st.st_uid != 0 && st.st_uid != geteuid())
		return fault_hint(fault_new(STATUS_DENIED,
					    "belongs to user %u, neither to root nor "
					    "to the caller",
					    st.st_uid),
				  "chown it to root");
	if (st.st_mode & (S_IWGRP | S_IWOTH))
		return fault_hint(fault_new(STATUS_DENIED,
					    "others than its owner can write to it "
					    "(mode %04o)",
					    (unsigned int)(st.st_mode & 07777)),
				  "chmod go-w it");
	return NULL;
}

struct fault *tuntab_read(const char *path, struct tuntab *tuntab)
{
	bool from_stdin = strcmp(path, TUNTAB_STDIN) == 0;
	auto_close int fd = -1;
	struct fault *fault = NULL;

	tuntab->path = from_stdin ? "<stdin>" : path;
	if (!from_stdin) {
		/* Non-blocking, lest a FIFO be waited for; it does nothing to a regular file. */
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
		if (fd < 0)
			fault = fault_errno(errno);
		else
			fault = check_file(fd);
		if (fault && fault->error == ENOENT)
			fault = fault_hint(fault, "tuntab(5) tells what goes into it");
	}
	if (!fault)
		fault = tuntab_lines(from_stdin ? STDIN_FILENO : fd, add_entry, tuntab);
	if (!fault)
		fault = refuse_duplicates(tuntab);
	if (!fault)
		return NULL;
	fault = fault_wrap(fault, tuntab->path, "cannot read");
	tuntab_clear(tuntab);
	return fault;
}

void tuntab_clear(struct tuntab *tuntab)
{
	for (size_t i = 0; i < tuntab->count; i++) {
		free(tuntab->entries[i].name);
		request_clear(&tuntab->entries[i].request);
		fault_free(tuntab->entries[i].fault);
	}
	free(tuntab->entries);
	*tuntab = (struct tuntab){0};
}
