// SPDX-License-Identifier: GPL-2.0-or-later
// The table: from the lines of a file to entries, with the parser of the command line.

#include "input/tuntab.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/options.h"
#include "input/tuntab-files.h"
#include "input/tuntab-lines.h"
#include "input/tuntab-names.h"
#include "property/properties.h"
#include "property/link-name.h"
#include "property/values.h"
#include "util/array.h"
#include "util/brief.h"
#include "util/cleanup.h"

/* The name must be one under which `up` can find the interface again: no %d. */
static struct fault *take_entry_name(struct tuntab_entry *entry, struct invocation *invocation)
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

/* An invalid entry is still identified by its name if that is valid. */
static void guess_name(struct tuntab_entry *entry, const char *word)
{
	struct fault *fault;

	if (!word || entry->name)
		return;
	fault = value_link_name(word);
	if (!fault)
		entry->name = strdup(word);
	fault_free(fault);
}

/* The parser expects the program's name in argv[0]. */
static struct fault *parse_entry(struct tuntab_entry *entry, char *const *words, size_t count,
				 bool asks)
{
	static const struct option_set allowed = {
		.properties = PROPERTIES_ALL,
		.postponed = true,
	};
	struct invocation invocation = {0};
	auto_free char **argv = calloc(count + 2, sizeof(*argv));
	struct fault *fault;

	if (!argv)
		return fault_memory();
	argv[0] = (char *)(uintptr_t) "tuntab";
	memcpy(argv + 1, words, count * sizeof(*argv));
	fault = options_parse((int)count + 1, argv, &allowed, &invocation);
	if (!fault)
		fault = options_check(&invocation);
	if (!fault)
		fault = take_entry_name(entry, &invocation);
	if (!fault) {
		fault = properties_check(&invocation.request, entry->name);
		if (fault)
			fault = fault_wrap(fault, entry->name, "cannot create");
	}
	if (fault && invocation.operands)
		guess_name(entry, invocation.operands[0]);
	entry->request = invocation.request;
	invocation.request = (struct request){0};
	invocation_clear(&invocation);
	return fault && asks ? tuntab_look_up(entry, fault) : fault;
}

static struct tuntab_entry *push_entry(struct tuntab *tuntab)
{
	struct tuntab_entry *entries =
		array_grow(tuntab->entries, tuntab->count, &tuntab->capacity, sizeof(*entries));

	if (!entries)
		return NULL;
	tuntab->entries = entries;
	tuntab->entries[tuntab->count] = (struct tuntab_entry){0};
	return &tuntab->entries[tuntab->count++];
}

/* The table, and the file of it that is being read. */
struct reading {
	struct tuntab *tuntab;
	const char *path;
};

static struct fault *add_entry(void *data, unsigned int line, char *const *words, size_t count,
			       struct fault *broken)
{
	const struct reading *reading = data;
	struct tuntab_entry *entry = push_entry(reading->tuntab);

	if (!entry) {
		fault_free(broken);
		return fault_memory();
	}
	entry->path = reading->path;
	entry->line = line;
	entry->fault = broken ? broken : parse_entry(entry, words, count, reading->tuntab->asks);
	if (!entry->fault)
		return NULL;
	if (count > 0)
		guess_name(entry, words[0]);
	entry->fault = tuntab_locate(entry, entry->fault);
	return NULL;
}

/* Adds the fault of a file or directory to those of the table. */
static struct fault *add_unread(struct tuntab *tuntab, const char *path, struct fault *fault)
{
	struct fault **unread = array_grow(tuntab->unread, tuntab->unread_count,
					   &tuntab->unread_capacity, sizeof(struct fault *));

	if (!unread) {
		fault_free(fault);
		return fault_memory();
	}
	tuntab->unread = unread;
	unread[tuntab->unread_count++] = fault_wrap(fault, path, "cannot read");
	return NULL;
}

/* A copy that lives as long as the entries of the file. */
static const char *keep_path(struct tuntab *tuntab, const char *directory, const char *name)
{
	char **paths = array_grow(tuntab->paths, tuntab->path_count, &tuntab->path_capacity,
				  sizeof(*paths));
	char *path;

	if (!paths)
		return NULL;
	tuntab->paths = paths;
	if (asprintf(&path, "%s%s%s", directory ? directory : "", directory ? "/" : "", name) < 0)
		return NULL;
	paths[tuntab->path_count++] = path;
	return path;
}

static void clear_entry(struct tuntab_entry *entry)
{
	free(entry->name);
	request_clear(&entry->request);
	fault_free(entry->fault);
}

/* Reads the whole file, or nothing of it. */
static struct fault *read_lines(struct tuntab *tuntab, const char *path, int fd)
{
	struct reading reading = {.tuntab = tuntab, .path = path};
	size_t before = tuntab->count;
	struct fault *fault = tuntab_lines(fd, add_entry, &reading);

	if (!fault)
		return NULL;
	while (tuntab->count > before)
		clear_entry(&tuntab->entries[--tuntab->count]);
	return add_unread(tuntab, path, fault);
}

static struct fault *read_stdin(struct tuntab *tuntab)
{
	const char *path = keep_path(tuntab, NULL, "<stdin>");

	return path ? read_lines(tuntab, path, STDIN_FILENO) : fault_memory();
}

static struct fault *read_file(struct tuntab *tuntab, const char *path)
{
	const char *kept = keep_path(tuntab, NULL, path);
	auto_close int fd = -1;
	struct fault *fault;

	if (!kept)
		return fault_memory();
	fault = tuntab_open_file(AT_FDCWD, path, &fd);
	if (!fault)
		return read_lines(tuntab, kept, fd);
	if (fault->error == ENOENT)
		fault = fault_hint(fault, "tuntab(5) tells what goes into it");
	return add_unread(tuntab, kept, fault);
}

static struct fault *read_member(struct tuntab *tuntab, int directory, const char *name)
{
	const char *path = keep_path(tuntab, TUNTAB_DIRECTORY, name);
	auto_close int fd = -1;
	struct fault *fault;

	if (!path)
		return fault_memory();
	fault = tuntab_open_file(directory, name, &fd);
	return fault ? add_unread(tuntab, path, fault) : read_lines(tuntab, path, fd);
}

static struct fault *read_directory(struct tuntab *tuntab)
{
	auto_close int fd = -1;
	char **names = NULL;
	size_t count = 0;
	struct fault *fault = tuntab_open_directory(TUNTAB_DIRECTORY, &fd);

	tuntab->has_directory = true;
	if (!fault)
		fault = tuntab_list_directory(fd, &names, &count);
	if (fault)
		return add_unread(tuntab, TUNTAB_DIRECTORY, fault);
	for (size_t i = 0; i < count; i++) {
		if (!fault)
			fault = read_member(tuntab, fd, names[i]);
		free(names[i]);
	}
	free(names);
	return fault;
}

/* A dangling link counts as existing: its target cannot be read. */
static bool path_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 || errno != ENOENT;
}

static struct fault *read_default(struct tuntab *tuntab)
{
	bool directory = path_exists(TUNTAB_DIRECTORY);
	struct fault *fault = NULL;

	if (!directory || path_exists(TUNTAB_PATH))
		fault = read_file(tuntab, TUNTAB_PATH);
	if (!fault && directory)
		fault = read_directory(tuntab);
	return fault;
}

struct fault *tuntab_read(const char *path, struct tuntab *tuntab)
{
	struct fault *fault;

	if (!path)
		fault = read_default(tuntab);
	else if (strcmp(path, TUNTAB_STDIN) == 0)
		fault = read_stdin(tuntab);
	else
		fault = read_file(tuntab, path);
	if (!fault)
		fault = tuntab_names_sort(&tuntab->names, tuntab->entries, tuntab->count,
					  tuntab->asks);
	if (fault)
		tuntab_clear(tuntab);
	return fault;
}

bool tuntab_is_whole(const struct tuntab *tuntab)
{
	for (size_t i = 0; i < tuntab->count; i++)
		if (tuntab->entries[i].fault)
			return false;
	return tuntab->unread_count == 0;
}

void tuntab_clear(struct tuntab *tuntab)
{
	for (size_t i = 0; i < tuntab->count; i++)
		clear_entry(&tuntab->entries[i]);
	for (size_t i = 0; i < tuntab->path_count; i++)
		free(tuntab->paths[i]);
	for (size_t i = 0; i < tuntab->unread_count; i++)
		fault_free(tuntab->unread[i]);
	free(tuntab->entries);
	free(tuntab->paths);
	free(tuntab->unread);
	tuntab_names_clear(&tuntab->names);
	*tuntab = (struct tuntab){0};
}
