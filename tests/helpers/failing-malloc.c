// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * failing-malloc.so: preloaded into a program, makes one of its allocations fail, including those
 * of libraries. They are counted from main() on. FAILING_MALLOC is the number of the one that
 * fails, from 1, or "N-" for that one and all that follow, or 0 for none. FAILING_MALLOC_FILE names
 * a file of eight bytes that gets two numbers: how many allocations there were, and how many
 * failed.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
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
	/* Shrinking would always succeed, but the old size is not known here. */
	return fails() ? NULL : __libc_realloc(old, size);
}

/*
 * The name service. Its own code in the C library does not survive a lack of memory (2.36 reads
 * through a NULL pointer); for its callers it counts as one allocation.
 */
#define NAME_SERVICE(type, function, parameters, arguments, without_memory)                        \
	type function parameters                                                                   \
	{                                                                                          \
		type(*next) parameters;                                                            \
		bool counted = counting;                                                           \
		type answer = without_memory;                                                      \
                                                                                                   \
		if (fails())                                                                       \
			return answer;                                                             \
		find_next(#function, &next);                                                       \
		counting = false;                                                                  \
		answer = next arguments;                                                           \
		counting = counted;                                                                \
		return answer;                                                                     \
	}

/* POSIX allows a function's address in a void *; C has no cast for it. */
static void find_next(const char *function, void *pointer)
{
	void *address = dlsym(RTLD_NEXT, function);

	memcpy(pointer, &address, sizeof(address));
}

static int none(void *result)
{
	*(void **)result = NULL;
	return ENOMEM;
}

NAME_SERVICE(struct passwd *, getpwnam, (const char *name), (name), NULL)
NAME_SERVICE(struct passwd *, getpwuid, (uid_t uid), (uid), NULL)
NAME_SERVICE(struct group *, getgrnam, (const char *name), (name), NULL)
NAME_SERVICE(struct group *, getgrgid, (gid_t gid), (gid), NULL)
NAME_SERVICE(int, getgrouplist, (const char *user, gid_t gid, gid_t *groups, int *count),
	     (user, gid, groups, count), -1)
NAME_SERVICE(int, getpwnam_r,
	     (const char *name, struct passwd *entry, char *buffer, size_t size,
	      struct passwd **result),
	     (name, entry, buffer, size, result), none(result))
NAME_SERVICE(int, getpwuid_r,
	     (uid_t uid, struct passwd *entry, char *buffer, size_t size, struct passwd **result),
	     (uid, entry, buffer, size, result), none(result))
NAME_SERVICE(int, getgrnam_r,
	     (const char *name, struct group *entry, char *buffer, size_t size,
	      struct group **result),
	     (name, entry, buffer, size, result), none(result))
NAME_SERVICE(int, getgrgid_r,
	     (gid_t gid, struct group *entry, char *buffer, size_t size, struct group **result),
	     (gid, entry, buffer, size, result), none(result))

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
	/* Programs that it starts have memory. */
	(void)unsetenv("LD_PRELOAD");
	counting = true;
	return real_main(argc, argv, environment);
}

/* Called by a program's first instructions, with its main(). */
int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
		      void (*fini)(void), void (*ld_fini)(void), void *stack_end)
{
	__typeof__(&__libc_start_main) next;

	find_next("__libc_start_main", &next);
	real_main = main;
	return next(counted_main, argc, argv, init, fini, ld_fini, stack_end);
}

#endif
