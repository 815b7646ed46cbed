// SPDX-License-Identifier: GPL-2.0-or-later
// The last steps before execvp(3), in the order that keeps privilege until it is not needed.

#include "commands/exec-run.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

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

/*
 * First all are moved out of the places that they shall come to, then into them: none is
 * overwritten that way. dup2(2) makes a descriptor that outlives execve(2).
 */
static struct fault *place(struct passed *passed)
{
	int behind = FIRST_DESCRIPTOR + (int)passed->count;

	for (size_t i = 0; i < passed->count; i++) {
		int fd = fcntl(passed->items[i].fd, F_DUPFD_CLOEXEC, behind);

		if (fd < 0)
			return fault_errno(errno);
		(void)close(passed->items[i].fd);
		passed->items[i].fd = fd;
	}
	for (size_t i = 0; i < passed->count; i++) {
		int fd = dup2(passed->items[i].fd, FIRST_DESCRIPTOR + (int)i);

		if (fd < 0)
			return fault_errno(errno);
		passed->items[i].fd = fd;
	}
	/* The netlink socket and what the caller left open; glibc has a way for old kernels. */
	closefrom(behind);
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
	return fault;
}

/* Groups first: without the old user's privilege they could not be changed any more. */
static struct fault *drop_to(const struct account *account)
{
	bool already = getuid() == account->uid && geteuid() == account->uid && account->uid != 0;

	if (!already) {
		if (setgroups(account->group_count, account->groups) < 0 ||
		    setresgid(account->gid, account->gid, account->gid) < 0 ||
		    setresuid(account->uid, account->uid, account->uid) < 0)
			return fault_errno(errno);
		if (account->uid != 0 && (setuid(0) == 0 || geteuid() != account->uid))
			return fault_new(STATUS_FAILED, "privileges stay after the change of user");
	}
	/* What was made ambient would survive both the change of user and execve(2). */
	if (account->uid != 0)
		(void)prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0);
	if (account->uid != 0 && prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0 &&
	    errno != EINVAL)
		return fault_errno(errno);
	return NULL;
}

static struct fault *set_home(const struct account *account)
{
	struct fault *fault;

	if (!account->name)
		return NULL;
	fault = set_variable("HOME", account->home);
	if (!fault)
		fault = set_variable("USER", account->name);
	if (!fault)
		fault = set_variable("LOGNAME", account->name);
	return fault;
}

static struct fault *become(char **argv)
{
	struct fault *fault;

	/* main() ignores it, and ignored signals stay so over execve(2). */
	(void)signal(SIGPIPE, SIG_DFL);
	(void)execvp(argv[0], argv);
	fault = fault_errno(errno);
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
