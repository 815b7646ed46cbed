// SPDX-License-Identifier: GPL-2.0-or-later
// One pass over the descriptors of all processes, by the numbers of the device behind them.

#include "kernel/proc-scan.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "kernel/netns.h"
#include "kernel/sight.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

/* Linux 4.11; in the C library's header only where that has statx(2). */
#ifndef AT_STATX_DONT_SYNC
#define AT_STATX_DONT_SYNC 0x4000
#endif

/* glibc has wrappers for these two since 2.36 only. */
static int open_pidfd(pid_t pid)
{
	return (int)syscall(SYS_pidfd_open, pid, 0);
}

static int duplicate(int pidfd, int fd)
{
	return (int)syscall(SYS_pidfd_getfd, pidfd, fd, 0);
}

struct scan {
	proc_visit_fn *visit;
	void *data;
	ino_t netns; /* the current network namespace */
	struct sight sight;
	bool ended;
	int shortage; /* errno: what this process ran out of, which ended the pass */
};

/* The process under the pass; its pidfd is opened for the first descriptor that needs it. */
struct process {
	pid_t pid;
	int fds;   /* /proc/PID/fd */
	int pidfd; /* -1: not opened yet */
};

static void cleanup_dir(DIR **dir)
{
	if (*dir)
		(void)closedir(*dir);
}

/* What /proc answers when a process, or its descriptor, is gone: that hides nothing. */
static bool is_end(int error)
{
	return error == ENOENT || error == ESRCH;
}

/*
 * Takes the errno of something that could not be looked at. To run out of descriptors or memory
 * says nothing of the process that was looked at, and would go on for all that follow.
 */
static void miss(struct scan *scan, int error)
{
	if (fault_is_shortage(error)) {
		scan->shortage = error;
		scan->ended = true;
	}
	if (!is_end(error))
		scan->sight.gaps |= SIGHT_CLOSED;
}

static bool parse_number(const char *text, int *number)
{
	char *end;
	long value;

	if (!isdigit((unsigned char)*text))
		return false;
	errno = 0;
	value = strtol(text, &end, 10);
	if (errno || *end || value > 0x7fffffff)
		return false;
	*number = (int)value;
	return true;
}

/* The line "iff:" of the descriptor's fdinfo, as drivers/net/tun.c shows it. */
static bool read_iff(struct scan *scan, pid_t pid, int fd, char name[IFNAMSIZ])
{
	char path[64];
	char line[128];
	bool found = false;
	FILE *file;

	(void)snprintf(path, sizeof(path), "/proc/%d/fdinfo/%d", (int)pid, fd);
	file = fopen(path, "re");
	if (!file) {
		miss(scan, errno);
		return false;
	}
	while (!found && fgets(line, sizeof(line), file))
		found = sscanf(line, "iff: %15[^\n]", name) == 1;
	(void)fclose(file);
	return found;
}

/*
 * Takes the process's network namespace for its interface's, which does not tell of itself. A
 * process that is in another one may have attached before it went there.
 */
static bool guess_netns(const struct scan *scan, struct proc_descriptor *found)
{
	char path[64];
	struct stat st;

	(void)snprintf(path, sizeof(path), "/proc/%d/ns/net", (int)found->pid);
	found->unsure = true;
	if (stat(path, &st) == 0)
		found->unsure = st.st_ino != scan->netns;
	else if (is_end(errno))
		return false;
	return true;
}

/* Asks a duplicate whose it is. Sets found->error where it does not tell. */
static bool ask_duplicate(struct scan *scan, struct proc_descriptor *found)
{
	auto_fault struct fault *fault = tun_get_name(found->copy, found->ifname);
	auto_fault struct fault *ns_fault = NULL;
	ino_t netns;

	if (fault)
		return false; /* opened, but attached to nothing */
	ns_fault = tun_get_netns(found->copy, &netns);
	if (!ns_fault)
		return netns == scan->netns;
	/* It has been deleted since it told its name, and holds nothing any more. */
	if (ns_fault->error == EBADFD)
		return false;
	/* The namespace comes as a descriptor. */
	if (fault_is_shortage(ns_fault->error)) {
		miss(scan, ns_fault->error);
		return false;
	}
	/* An owner without CAP_NET_ADMIN is not told. */
	found->error = ns_fault->error;
	close_quietly(steal_fd(&found->copy));
	return guess_netns(scan, found);
}

/* Without a duplicate, fdinfo gives the name. */
static bool ask_fdinfo(struct scan *scan, struct proc_descriptor *found)
{
	if (fault_is_shortage(found->error)) {
		miss(scan, found->error);
		return false;
	}
	return read_iff(scan, found->pid, found->number, found->ifname) && guess_netns(scan, found);
}

static void look_at(struct scan *scan, struct process *process, int fd)
{
	struct proc_descriptor found = {
		.pid = process->pid,
		.number = fd,
		.copy = -1,
		.foreign = !scan->sight.own,
	};
	bool ours;

	errno = ESRCH;
	if (process->pidfd < 0 && !found.foreign)
		process->pidfd = open_pidfd(process->pid);
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

/* Without a word to the server of a file on the network, which may be gone. */
static bool is_tun(int directory, const char *path)
{
	struct stat st;

	errno = 0;
	return fstatat(directory, path, &st, AT_STATX_DONT_SYNC) == 0 && S_ISCHR(st.st_mode) &&
	       tun_is_device(st.st_rdev);
}

/*
 * Without CAP_SYS_PTRACE root may list descriptors and not follow them. A FUSE file system refuses
 * stat(2) alone.
 */
static bool is_closed(int directory, const char *path)
{
	char target[1];

	return readlinkat(directory, path, target, sizeof(target)) < 0 && errno == EACCES;
}

/* As getdents64(2) writes them; a descriptor's takes 24 bytes and a few. */
#define ENTRIES_SIZE 2048

static void scan_entries(struct scan *scan, struct process *process, const char *entries,
			 size_t size)
{
	for (size_t at = 0; at < size && !scan->ended;) {
		const struct dirent64 *entry = (const void *)(entries + at);
		int fd;

		if (!parse_number(entry->d_name, &fd))
			;
		else if (is_tun(process->fds, entry->d_name))
			look_at(scan, process, fd);
		else if (errno == EACCES && is_closed(process->fds, entry->d_name))
			miss(scan, EACCES);
		at += entry->d_reclen;
	}
}

/*
 * There are as many of these directories as processes: opendir(3) would make four more calls to the
 * kernel for each, and get memory.
 */
static void scan_process(struct scan *scan, int proc, int pid)
{
	char entries[ENTRIES_SIZE] __attribute__((aligned(8)));
	struct process process = {.pid = pid, .pidfd = -1};
	char path[32];
	ssize_t size;

	(void)snprintf(path, sizeof(path), "%d/fd", pid);
	process.fds = openat(proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (process.fds < 0) {
		miss(scan, errno);
		return;
	}
	do {
		size = syscall(SYS_getdents64, process.fds, entries, sizeof(entries));
		if (size < 0)
			miss(scan, errno);
		else
			scan_entries(scan, &process, entries, (size_t)size);
	} while (size > 0 && !scan->ended);
	close_quietly(process.fds);
	close_quietly(process.pidfd);
}

/* What it was done for is the caller's to say. */
static struct fault *no_pass(struct fault *fault)
{
	return fault_explain(fault, fault->status, "cannot look for processes in /proc: %s",
			     fault->why);
}

static struct fault *no_proc(unsigned int *gaps)
{
	*gaps = SIGHT_NO_PROC;
	return fault_hint(fault_new(STATUS_FAILED, "cannot look for processes: %s",
				    sight_reason(SIGHT_NO_PROC)),
			  "%s", sight_takes(SIGHT_NO_PROC));
}

/* Visits what is listed; returns an errno. */
static int scan_list(struct scan *scan, DIR *dir)
{
	struct dirent *entry;
	bool hidden = true;

	errno = 0;
	while (!scan->ended && (entry = readdir(dir))) {
		int pid;

		/* Every PID namespace has it: if it is not listed, others are not (hidepid=). */
		hidden = hidden && strcmp(entry->d_name, "1") != 0;
		if (parse_number(entry->d_name, &pid) && pid != scan->sight.self)
			scan_process(scan, dirfd(dir), pid);
		errno = 0;
	}
	if (!scan->ended && errno)
		return errno;
	if (hidden)
		scan->sight.gaps |= SIGHT_HIDDEN;
	if (!scan->ended)
		sight_look_outside(dirfd(dir), &scan->sight);
	return scan->shortage;
}

struct fault *proc_scan(proc_visit_fn *visit, void *data, unsigned int *gaps)
{
	DIR *dir __attribute__((cleanup(cleanup_dir))) = opendir("/proc");
	struct scan scan = {.visit = visit, .data = data};
	struct fault *fault;
	int error;

	*gaps = SIGHT_CLOSED;
	if (!dir)
		return errno == ENOENT ? no_proc(gaps) : no_pass(fault_errno(errno));
	sight_look(dirfd(dir), &scan.sight);
	if (scan.sight.gaps & SIGHT_NO_PROC)
		return no_proc(gaps);
	fault = netns_current(&scan.netns);
	if (fault)
		return no_pass(fault);
	error = scan_list(&scan, dir);
	if (error)
		return no_pass(fault_errno(error));
	*gaps = scan.sight.gaps;
	return NULL;
}

struct fault *proc_revisit(pid_t pid, int number, proc_visit_fn *visit, void *data)
{
	struct scan scan = {.visit = visit, .data = data, .sight.own = true};
	struct process process = {.pid = pid, .pidfd = -1};
	struct fault *fault = netns_current(&scan.netns);
	char path[64];

	if (fault)
		return no_pass(fault);
	(void)snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)pid, number);
	if (is_tun(AT_FDCWD, path))
		look_at(&scan, &process, number);
	close_quietly(process.pidfd);
	return scan.shortage ? no_pass(fault_errno(scan.shortage)) : NULL;
}

void proc_read_comm(pid_t pid, char *comm, size_t size)
{
	char path[32];
	ssize_t got = -1;
	int fd;

	(void)snprintf(path, sizeof(path), "/proc/%d/comm", (int)pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0)
		got = read(fd, comm, size - 1);
	close_quietly(fd);
	comm[got > 0 ? (size_t)got : 0] = '\0';
	comm[strcspn(comm, "\n")] = '\0';
}
