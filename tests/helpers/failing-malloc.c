// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * failing-malloc.so: loaded into a program before its libraries, has one of its allocations fail,
 * its libraries' among them. They are counted from main() on. FAILING_MALLOC is the number of the
 * one that fails, from 1, or "N-" for that one and all that follow, or 0 for none.
 * FAILING_MALLOC_FILE names a file of eight bytes that gets two numbers: how many there were, and
 * how many failed.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __GLIBC__

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
		      void (*fini)(void), void (*ld_fini)(void), void *stack_end);

static struct {
	uint32_t count;
	uint32_t failed;
} unseen, *tally = &unseen;

static bool counting;
static bool lasting;
static uint32_t which;
static int (*real_main)(int, char **, char **);

static bool fails(void)
{
	if (!counting)
		return false;
	tally->count++;
	if (!which || tally->count < which || (tally->count > which && !lasting))
		return false;
	tally->failed++;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	/* One that asks for less always succeeds, as far as anybody knows; which it is, nobody. */
	return fails() ? NULL : __libc_realloc(old, size);
}

static int counted_main(int argc, char **argv, char **environment)
{
	const char *number = getenv("FAILING_MALLOC");
	const char *path = getenv("FAILING_MALLOC_FILE");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *shared = MAP_FAILED;

	if (fd >= 0) {
		shared = mmap(NULL, sizeof(*tally), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		(void)close(fd);
	}
	if (shared != MAP_FAILED)
		tally = shared;
	which = number ? (uint32_t)strtoul(number, NULL, 10) : 0;
	lasting = number && strchr(number, '-');
	/* What a program starts has memory. */
	(void)unsetenv("LD_PRELOAD");
	counting = true;
	return real_main(argc, argv, environment);
}

/* What a program's first instructions call, with its main(). */
int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
		      void (*fini)(void), void (*ld_fini)(void), void *stack_end)
{
	__typeof__(&__libc_start_main) next = dlsym(RTLD_NEXT, "__libc_start_main");

	real_main = main;
	return next(counted_main, argc, argv, init, fini, ld_fini, stack_end);
}

#endif
