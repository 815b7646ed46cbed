/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The files of a table, which must belong to root or the caller and be writable only by them. */
#ifndef TUNADM_INPUT_TUNTAB_FILES_H
#define TUNADM_INPUT_TUNTAB_FILES_H

#include <stddef.h>

#include "model/fault.h"

/*
 * Opens a regular file relative to the directory dirfd (AT_FDCWD: any path); the caller closes it.
 * Status 1: it cannot be opened or is not a regular file. Status 6: it belongs to another user than
 * root and the caller, or others can write to it; this is checked on the opened file.
 */
struct fault *tuntab_open_file(int dirfd, const char *name, int *fd)
	__attribute__((nonnull)) must_check;

/* The same for a directory, for use with tuntab_open_file(). */
struct fault *tuntab_open_directory(const char *path, int *fd) __attribute__((nonnull)) must_check;

/*
 * The names in the directory that end in ".conf" and do not begin with a dot, in the order of their
 * bytes. The names and the array are malloced.
 */
struct fault *tuntab_list_directory(int fd, char ***names, size_t *count)
	__attribute__((nonnull)) must_check;

#endif
