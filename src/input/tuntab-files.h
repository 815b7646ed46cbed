/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The files of a table: opened, and held to be root's or the caller's and nobody else's. */
#ifndef TUNADM_INPUT_TUNTAB_FILES_H
#define TUNADM_INPUT_TUNTAB_FILES_H

#include <stddef.h>

#include "model/fault.h"

/*
 * Opens a regular file below the directory dirfd (AT_FDCWD: an absolute or relative path), which
 * the caller closes. Status 1: it cannot be opened or is none; 6: it belongs to somebody else than
 * root and the caller, or others can write to it, which is asked of what was opened.
 */
struct fault *tuntab_open_file(int dirfd, const char *name, int *fd)
	__attribute__((nonnull)) must_check;

/* Likewise a directory, to be given to tuntab_open_file(). */
struct fault *tuntab_open_directory(const char *path, int *fd) __attribute__((nonnull)) must_check;

/*
 * The names in the directory that end with ".conf" and do not begin with a dot, in the order of
 * their bytes; malloced each, and so is the array.
 */
struct fault *tuntab_list_directory(int fd, char ***names, size_t *count)
	__attribute__((nonnull)) must_check;

#endif
