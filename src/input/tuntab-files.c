// SPDX-License-Identifier: GPL-2.0-or-later
// Opens the files that root acts on. Owner and mode are checked on the descriptor.

#include "input/tuntab-files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/array.h"
#include "util/cleanup.h"
#include "util/sorted.h"

#define SUFFIX ".conf"

/* Root must not act on a file that others could have written. */
static struct fault *check_writers(const struct stat *st)
{
	if (st->st_uid != 0 && st->st_uid != geteuid())
		return fault_hint(fault_new(STATUS_DENIED,
					    "belongs to user %u, neither to root nor "
					    "to the caller",
					    st->st_uid),
				  "chown it to root");
	if (st->st_mode & (S_IWGRP | S_IWOTH))
		return fault_hint(fault_new(STATUS_DENIED,
					    "others than its owner can write to it "
					    "(mode %04o)",
					    (unsigned int)(st->st_mode & 07777)),
				  "chmod go-w it");
	return NULL;
}

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
	return check_writers(&st);
}

static struct fault *check_directory(int fd)
{
	struct stat st;

	return fstat(fd, &st) < 0 ? fault_errno(errno) : check_writers(&st);
}

static struct fault *opened(int fd, struct fault *(*check)(int), int *result)
{
	struct fault *fault;

	*result = -1;
	if (fd < 0)
		return fault_errno(errno);
	fault = check(fd);
	if (fault)
		close_quietly(fd);
	else
		*result = fd;
	return fault;
}

/*
 * Open without blocking, so that a FIFO does not stop the program; it has no effect on a regular
 * file.
 */
struct fault *tuntab_open_file(int dirfd, const char *name, int *fd)
{
	return opened(openat(dirfd, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), check_file,
		      fd);
}

struct fault *tuntab_open_directory(const char *path, int *fd)
{
	return opened(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), check_directory, fd);
}

static bool is_table(const char *name)
{
	size_t length = strlen(name);

	return name[0] != '.' && length > strlen(SUFFIX) &&
	       strcmp(name + length - strlen(SUFFIX), SUFFIX) == 0;
}

static struct fault *collect_tables(DIR *directory, char ***names, size_t *count)
{
	size_t capacity = 0;

	for (;;) {
		const struct dirent *found;
		char **grown;

		errno = 0;
		found = readdir(directory);
		if (!found)
			return errno ? fault_errno(errno) : NULL;
		if (!is_table(found->d_name))
			continue;
		grown = array_grow(*names, *count, &capacity, sizeof(*grown));
		if (!grown)
			return fault_memory();
		*names = grown;
		grown[*count] = strdup(found->d_name);
		if (!grown[*count])
			return fault_memory();
		++*count;
	}
}

struct fault *tuntab_list_directory(int fd, char ***names, size_t *count)
{
	/* A duplicate, as the stream closes its descriptor. */
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	DIR *directory = copy < 0 ? NULL : fdopendir(copy);
	struct fault *fault;

	*names = NULL;
	*count = 0;
	if (!directory) {
		fault = fault_errno(errno);
		close_quietly(copy);
		return fault;
	}
	fault = collect_tables(directory, names, count);
	(void)closedir(directory);
	if (!fault && *count)
		qsort(*names, *count, sizeof(char *), sorted_compare_texts);
	if (!fault)
		return NULL;
	while (*count)
		free((*names)[--*count]);
	free(*names);
	*names = NULL;
	return fault;
}
