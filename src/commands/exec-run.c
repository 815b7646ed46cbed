// SPDX-License-Identifier: GPL-2.0-or-later
// The last steps before execvp(3), in an order that keeps privilege as long as it is needed.

#include "commands/exec-run.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kernel/credentials.h"
#include "util/cleanup.h"

/* SD_LISTEN_FDS_START of sd_listen_fds(3). */
#define FIRST_DESCRIPTOR 3

struct fault *passed_add(struct passed *passed, int fd, const char *name)
{
	struct passed_item *items = reallocarray(passed->items, passed->count + 1, sizeof(*items));

	if (!items) {
		close_quietly(fd);
		return fault_memory();
	}
	passed->items = items;
	items[passed->count].fd = fd;
	(void)snprintf(items[passed->count].name, IFNAMSIZ, "%s", name);
	passed->count++;
	return NULL;
}

void passed_clear(struct passed *passed)
{
	for (size_t i = 0; i < passed->count; i++)
		close_quietly(passed->items[i].fd);
	free(passed->items);
	*passed = (struct passed){0};
}

/* Moves a descriptor out of a place that is needed for another one, to `from` or later. */
static struct fault *vacate(struct passed *passed, size_t from, int place, int behind)
{
	for (size_t i = from; i < passed->count; i++) {
		if (passed->items[i].fd != place)
			continue;
		passed->items[i].fd = fcntl(place, F_DUPFD_CLOEXEC, behind);
		return passed->items[i].fd < 0 ? fault_errno(errno) : NULL;
	}
	return NULL;
}

static void close_from(int first)
{
#ifdef HAVE_CLOSEFROM
	closefrom(first);
#else
	/* Some C libraries lack close_range(3); the kernel has it since Linux 5.9. */
	if (syscall(SYS_close_range, first, UINT_MAX, 0) == 0)
		return;
	for (long fd = first, end = sysconf(_SC_OPEN_MAX); fd < end; fd++)
		(void)close((int)fd);
#endif
}

/*
 * dup2(2) clears close-on-exec, but for a descriptor that is already in its place it must be
 * cleared explicitly.
 */
static struct fault *place(struct passed *passed)
{
	int behind = FIRST_DESCRIPTOR + (int)passed->count;

	for (size_t i = 0; i < passed->count; i++) {
		int wanted = FIRST_DESCRIPTOR + (int)i;
		struct fault *fault = vacate(passed, i + 1, wanted, behind);

		if (fault)
			return fault;
		if (passed->items[i].fd == wanted ? fcntl(wanted, F_SETFD, 0) < 0
						  : dup2(passed->items[i].fd, wanted) < 0)
			return fault_errno(errno);
		passed->items[i].fd = wanted;
	}
	/*
	 * Close the netlink socket, the originals of the duplicates, and what the caller left open.
	 */
	close_from(behind);
	return NULL;
}

static struct fault *set_variable(const char *name, const char *value)
{
	return setenv(name, value, 1) == 0 ? NULL : fault_errno(errno);
}

static struct fault *set_number(const char *name, long value)
{
	char text[32];

	(void)snprintf(text, sizeof(text), "%ld", value);
	return set_variable(name, text);
}

static struct fault *tell(const struct passed *passed)
{
	auto_free char *names = calloc(passed->count, IFNAMSIZ);
	char *to = names;
	struct fault *fault;

	if (!names)
		return fault_memory();
	for (size_t i = 0; i < passed->count; i++) {
		if (i)
			*to++ = ':';
		to = stpcpy(to, passed->items[i].name);
	}
	fault = set_number("LISTEN_FDS", (long)passed->count);
	if (!fault)
		fault = set_number("LISTEN_PID", (long)getpid());
	if (!fault)
		fault = set_variable("LISTEN_FDNAMES", names);
	/* Newer versions of sd_listen_fds(3) check it too, and a parent may have left it. */
	(void)unsetenv("LISTEN_PIDFDID");
	return fault;
}

/*
 * Set the groups first: without the old user's privilege they can no longer be changed. A caller
 * who already is that user and may not set groups keeps the current ones.
 */
static struct fault *drop_to(const struct account *account)
{
	bool already = getuid() == account->uid && geteuid() == account->uid;
	struct fault *fault;
	int error;

	if ((setgroups(account->group_count, account->groups) < 0 ||
	     setresgid(account->gid, account->gid, account->gid) < 0 ||
	     setresuid(account->uid, account->uid, account->uid) < 0) &&
	    !(already && errno == EPERM))
		return fault_errno(errno);
	if (account->uid == 0)
		return NULL;
	error = credentials_drop_capabilities();
	fault = error ? fault_errno(error) : NULL;
	if (!fault && (setuid(0) == 0 || geteuid() != account->uid))
		fault = fault_new(STATUS_FAILED, "privileges stay after the change of user");
	return fault;
}

static struct fault *set_home(const struct account *account)
{
	struct fault *fault;

	/* Another user's variables would be worse than none. */
	if (!account->name) {
		(void)unsetenv("HOME");
		(void)unsetenv("USER");
		(void)unsetenv("LOGNAME");
		return NULL;
	}
	fault = set_variable("HOME", account->home);
	if (!fault)
		fault = set_variable("USER", account->name);
	if (!fault)
		fault = set_variable("LOGNAME", account->name);
	return fault;
}

/* Where execvp(3) looks if PATH is not set. */
#define DEFAULT_PATH "/bin:/usr/bin"

static bool is_file(const char *directory, size_t length, const char *name)
{
	auto_free char *path = NULL;
	struct stat st;

	if (asprintf(&path, "%.*s%s%s", (int)length, directory, length ? "/" : "", name) < 0) {
		path = NULL;
		return false;
	}
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/*
 * Whether the command exists: execve(2) also returns ENOENT if the interpreter of a script or the
 * loader of a program is missing.
 */
static bool is_command(const char *command)
{
	const char *path = getenv("PATH");

	if (strchr(command, '/'))
		return is_file("", 0, command);
	if (!path)
		path = DEFAULT_PATH;
	for (;;) {
		size_t length = strcspn(path, ":");

		if (is_file(path, length, command))
			return true;
		if (!path[length])
			return false;
		path += length + 1;
	}
}

static struct fault *become(char **argv)
{
	struct fault *fault;

	(void)execvp(argv[0], argv);
	fault = fault_errno(errno);
	if (fault->error == ENOENT && is_command(argv[0]))
		return fault_explain(fault, STATUS_CANNOT_RUN,
				     "the interpreter that it needs is not there");
	if (fault->error == ENOENT)
		return fault_explain(fault, STATUS_NOT_FOUND, "command not found");
	return fault_explain(fault, STATUS_CANNOT_RUN, "%s", strerror(fault->error));
}

struct fault *exec_run(struct passed *passed, const struct account *account, char **argv)
{
	struct fault *fault = place(passed);

	if (!fault)
		fault = tell(passed);
	if (fault)
		return fault_wrap(fault, argv[0], "cannot pass the descriptors");
	if (account) {
		fault = drop_to(account);
		if (!fault)
			fault = set_home(account);
		if (fault)
			return fault_wrap(fault, "--user", "cannot change to that user");
	}
	return fault_wrap(become(argv), argv[0], "cannot run");
}
