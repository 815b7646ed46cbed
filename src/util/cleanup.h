/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Scoped ownership: what is declared with these is released when its scope ends. */
#ifndef TUNADM_UTIL_CLEANUP_H
#define TUNADM_UTIL_CLEANUP_H

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

static inline void cleanup_free(void *where)
{
	free(*(void **)where);
}

/* Closes a descriptor unless it is negative; errno stays what it was. */
static inline void close_quietly(int fd)
{
	int saved = errno;

	if (fd >= 0)
		(void)close(fd);
	errno = saved;
}

static inline void cleanup_close(const int *fd)
{
	close_quietly(*fd);
}

/* A pointer from malloc, freed at the end of its scope. */
#define auto_free __attribute__((cleanup(cleanup_free)))

/* A file descriptor, closed at the end of its scope; -1 means none. */
#define auto_close __attribute__((cleanup(cleanup_close)))

/* Hands a descriptor over to the caller and leaves -1 behind. */
static inline int steal_fd(int *fd)
{
	int stolen = *fd;

	*fd = -1;
	return stolen;
}

#endif
