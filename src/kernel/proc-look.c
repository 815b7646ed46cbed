// SPDX-License-Identifier: GPL-2.0-or-later
// Examines one descriptor of the tun device, by a duplicate or by what /proc says.

#include "kernel/proc-look.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "kernel/tun.h"
#include "util/cleanup.h"

/* Linux 6.9, in linux/pidfd.h. */
#ifndef PIDFD_THREAD
#define PIDFD_THREAD O_EXCL
#endif

/* glibc has wrappers for these only since 2.36. PIDFD_THREAD needs Linux 6.9. */
static int open_pidfd(pid_t pid, bool thread)
{
	return (int)syscall(SYS_pidfd_open, pid, thread ? PIDFD_THREAD : 0);
}

static int duplicate(int pidfd, int fd)
{
	return (int)syscall(SYS_pidfd_getfd, pidfd, fd, 0);
}

bool proc_is_end(int error)
{
	return error == ENOENT || error == ESRCH;
}

void proc_miss(struct scan *scan, int error)
{
	if (fault_is_shortage(error)) {
		scan->shortage = error;
		scan->ended = true;
	}
	if (!proc_is_end(error))
		scan->sight.gaps |= SIGHT_CLOSED;
}

/* The line "iff:" in the descriptor's fdinfo, written by drivers/net/tun.c. */
static bool read_iff(struct scan *scan, pid_t table, int fd, char name[IFNAMSIZ])
{
	char path[64];
	char line[128];
	bool found = false;
	FILE *file;

	(void)snprintf(path, sizeof(path), "/proc/%d/fdinfo/%d", (int)table, fd);
	file = fopen(path, "re");
	if (!file) {
		proc_miss(scan, errno);
		return false;
	}
	while (!found && fgets(line, sizeof(line), file))
		found = sscanf(line, "iff: %15[^\n]", name) == 1;
	(void)fclose(file);
	return found;
}

/*
 * Assumes that the interface is in the process's network namespace, as /proc does not show the
 * interface's own. A process in another namespace may have attached before it went there.
 */
static bool guess_netns(const struct scan *scan, struct proc_descriptor *found)
{
	char path[64];
	struct stat st;

	(void)snprintf(path, sizeof(path), "/proc/%d/ns/net", (int)found->table);
	found->unsure = true;
	if (stat(path, &st) == 0)
		found->unsure = st.st_ino != scan->netns;
	else if (proc_is_end(errno))
		return false;
	return true;
}

/* Asks a duplicate for its interface. Sets found->error if it does not tell. */
static bool ask_duplicate(struct scan *scan, struct proc_descriptor *found)
{
	auto_fault struct fault *fault = tun_get_name(found->copy, found->ifname);
	ino_t netns;

	if (fault || !found->ifname[0])
		return false; /* opened, but not attached */
	found->error = tun_get_netns(found->copy, &netns);
	if (!found->error)
		return netns == scan->netns;
	/* The interface was deleted after it gave its name, so nothing is held. */
	if (found->error == EBADFD)
		return false;
	/* The namespace is returned as a descriptor. */
	if (fault_is_shortage(found->error)) {
		proc_miss(scan, found->error);
		return false;
	}
	/* The kernel does not tell an owner without CAP_NET_ADMIN. */
	close_quietly(steal_fd(&found->copy));
	return guess_netns(scan, found);
}

/* Without a duplicate, fdinfo gives the name. */
static bool ask_fdinfo(struct scan *scan, struct proc_descriptor *found)
{
	if (fault_is_shortage(found->error)) {
		proc_miss(scan, found->error);
		return false;
	}
	return read_iff(scan, found->table, found->number, found->ifname) &&
	       guess_netns(scan, found);
}

void proc_look_at(struct scan *scan, struct process *process, int fd)
{
	struct proc_descriptor found = {
		.pid = process->pid,
		.table = process->table,
		.number = fd,
		.copy = -1,
		.foreign = !scan->sight.own,
	};
	bool ours;

	errno = ESRCH;
	if (process->pidfd < 0 && !found.foreign)
		process->pidfd = open_pidfd(process->table, process->table != process->pid);
	if (process->pidfd >= 0)
		found.copy = duplicate(process->pidfd, fd);
	if (found.copy < 0) {
		found.error = errno;
		ours = ask_fdinfo(scan, &found);
	} else {
		ours = ask_duplicate(scan, &found);
	}
	if (ours)
		scan->ended = scan->visit(&found, scan->data);
	close_quietly(found.copy);
}
