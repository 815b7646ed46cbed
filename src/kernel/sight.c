// SPDX-License-Identifier: GPL-2.0-or-later
// What /proc shows: which PID namespace it belongs to, and who may be outside of that.

#include "kernel/sight.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "kernel/credentials.h"
#include "kernel/netns-age.h"
#include "util/cleanup.h"

/* linux/nsfs.h has these only since 6.18, but the numbers are older. */
#define FIRST_USER_NS 0xEFFFFFFDu
#define FIRST_PID_NS  0xEFFFFFFCu

static bool is_procfs(int proc)
{
	struct statfs fs;

	return fstatfs(proc, &fs) == 0 && fs.f_type == PROC_SUPER_MAGIC;
}

/* How many numbers the line has if it is the NSpid line, and the first of them. */
static int parse_numbers(const char *line, pid_t *first)
{
	static const char key[] = "NSpid:";
	int count = 0;
	char *end;

	if (strncmp(line, key, strlen(key)) != 0)
		return 0;
	for (const char *rest = line + strlen(key);; rest = end) {
		long number = strtol(rest, &end, 10);

		if (end == rest)
			return count;
		if (count++ == 0)
			*first = (pid_t)number;
	}
}

/*
 * Reads the NSpid line in /proc/PID/status; the line of groups before it can have any length. Does
 * not use a FILE, which allocates: a lack of memory must not be mistaken for hidden processes.
 * Returns how many numbers there are, 0 if there is no such line, -1 if it cannot be read.
 */
static int read_numbers(int fd, pid_t *first)
{
	char chunk[1024];
	char line[256];
	size_t length = 0;
	ssize_t size;

	while ((size = read(fd, chunk, sizeof(chunk))) > 0) {
		for (ssize_t i = 0; i < size; i++) {
			int count;

			if (chunk[i] != '\n') {
				if (length < sizeof(line) - 1)
					line[length++] = chunk[i];
				continue;
			}
			line[length] = '\0';
			count = parse_numbers(line, first);
			if (count)
				return count;
			length = 0;
		}
	}
	return size < 0 ? -1 : 0;
}

/*
 * NSpid lists this process's numbers from the PID namespace of this /proc down to its own: a single
 * number if they are the same.
 */
static void look_for_self(int proc, struct sight *sight)
{
	auto_close int fd = openat(proc, "self/status", O_RDONLY | O_CLOEXEC);
	pid_t first = 0;
	int count = fd < 0 ? -1 : read_numbers(fd, &first);

	if (count < 0)
		return;
	sight->self = first;
	/* A kernel without PID namespaces has no such line, and only one numbering. */
	sight->own = count < 2;
	if (count == 0)
		sight->self = getpid();
}

/* A process that /proc shows from a parent PID namespace finds the first process of that one. */
static bool is_first(int proc, bool own)
{
	struct stat st;

	return fstatat(proc, own ? "self/ns/pid" : "1/ns/pid", &st, 0) == 0 &&
	       st.st_ino == FIRST_PID_NS;
}

static bool is_older(int proc)
{
	auto_close int fd = openat(proc, "1/stat", O_RDONLY | O_CLOEXEC);
	char line[512];
	ssize_t size = fd < 0 ? -1 : read(fd, line, sizeof(line) - 1);

	if (size <= 0)
		return false;
	line[size] = '\0';
	return netns_is_older(line);
}

/* The network namespace does not change after the first look. */
static bool is_shared(int proc, bool own)
{
	static bool known;
	static bool shared;

	if (!known)
		shared = !is_first(proc, own) && (netns_is_first() || is_older(proc));
	known = true;
	return shared;
}

void sight_look(int proc, struct sight *sight)
{
	*sight = (struct sight){0};
	if (is_procfs(proc))
		look_for_self(proc, sight);
	else
		sight->gaps = SIGHT_NO_PROC;
}

void sight_look_outside(int proc, struct sight *sight)
{
	/* If this /proc does not show this process itself, it is of another PID namespace. */
	if (!sight->self || is_shared(proc, sight->own))
		sight->gaps |= SIGHT_OUTSIDE;
}

const char *sight_reason(unsigned int gaps)
{
	if (gaps & SIGHT_NO_PROC)
		return "/proc is not mounted";
	if (gaps & SIGHT_CUT)
		return "/proc could not be read to its end";
	if (gaps & SIGHT_HIDDEN)
		return "some processes could not be looked into, as /proc hides them (hidepid=)";
	if (gaps & SIGHT_CLOSED)
		return "some processes could not be looked into";
	if (gaps & SIGHT_UNSURE)
		return "some processes could not be looked into so far that a namesake in another "
		       "network namespace could be told apart";
	return gaps ? "/proc here shows no process outside of this PID namespace" : "";
}

/* Root of a user namespace has all capabilities, but not over processes of others. */
static bool is_first_user_namespace(void)
{
	struct stat st;

	return stat("/proc/self/ns/user", &st) < 0 || st.st_ino == FIRST_USER_NS;
}

const char *sight_takes(unsigned int gaps)
{
	if (gaps & SIGHT_NO_PROC)
		return "`mount -t proc proc /proc` gives it back";
	if (gaps & SIGHT_CUT)
		return "this takes more descriptors (`ulimit -n`) or memory";
	if (!(gaps & ~(unsigned int)SIGHT_OUTSIDE))
		return "the PID namespace that the network namespace comes from, the host's for "
		       "one, shows them";
	if (geteuid() != 0)
		return "root sees all";
	if (!credentials_have(CAP_SYS_PTRACE))
		return "seeing all takes CAP_SYS_PTRACE";
	if (!(gaps & (SIGHT_HIDDEN | SIGHT_CLOSED)))
		return "this takes Linux 5.6 and CAP_NET_ADMIN";
	if (!is_first_user_namespace())
		return "seeing all takes CAP_SYS_PTRACE outside of this user namespace";
	return "a security module keeps them closed";
}

const char *sight_doubt(unsigned int gaps)
{
	if (gaps & SIGHT_NO_PROC)
		return "/proc is not mounted, and a process that it would show may hold it";
	if (gaps & SIGHT_CUT)
		return "/proc could not be read to its end, and a process that it would show may "
		       "hold it";
	if (gaps & SIGHT_HIDDEN)
		return "some processes could not be looked into, as /proc hides them (hidepid=), "
		       "and one of them may hold it";
	if (gaps & SIGHT_CLOSED)
		return "some processes could not be looked into, and one of them may hold it";
	if (gaps & SIGHT_UNSURE)
		return "a process holds it, or a namesake in another network namespace";
	return gaps ? "/proc here shows no process outside of this PID namespace, and one of "
		      "those may hold it"
		    : "";
}
