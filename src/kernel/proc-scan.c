// SPDX-License-Identifier: GPL-2.0-or-later
// Scans the descriptors of all processes for those of the tun device.

#include "kernel/proc-scan.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "kernel/netns.h"
#include "kernel/proc-look.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

/* Linux 4.11; the C library's header defines it only along with statx(2). */
#ifndef AT_STATX_DONT_SYNC
#define AT_STATX_DONT_SYNC 0x4000
#endif

static void cleanup_dir(DIR **dir)
{
	if (*dir)
		(void)closedir(*dir);
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

/* Do not contact the server of a network file, which may be unreachable. */
static bool is_tun(int directory, const char *path)
{
	struct stat st;

	errno = 0;
	return fstatat(directory, path, &st, AT_STATX_DONT_SYNC) == 0 && S_ISCHR(st.st_mode) &&
	       tun_is_device(st.st_rdev);
}

/*
 * Without CAP_SYS_PTRACE root may list descriptors but not follow them. A FUSE file system refuses
 * stat(2) only for itself.
 */
static bool is_closed(int directory, const char *path)
{
	char target[1];

	return readlinkat(directory, path, target, sizeof(target)) < 0 && errno == EACCES;
}

/* This process's own descriptors are closed by execve(2); it may not know of inherited ones. */
static bool is_own(const struct scan *scan, const struct process *process, int fd)
{
	int flags;

	if (process->pid != scan->sight.self || !scan->sight.own)
		return false;
	flags = fcntl(fd, F_GETFD);
	return flags < 0 || (flags & FD_CLOEXEC);
}

/* Room for entries of getdents64(2); a descriptor's takes a little over 24 bytes. */
#define ENTRIES_SIZE 2048

/* Returns how many descriptors there were. */
static size_t scan_entries(struct scan *scan, struct process *process, const char *entries,
			   size_t size)
{
	size_t count = 0;

	for (size_t at = 0; at < size && !scan->ended;) {
		const struct dirent64 *entry = (const void *)(entries + at);
		int fd;

		at += entry->d_reclen;
		if (!parse_number(entry->d_name, &fd))
			continue;
		count++;
		if (is_own(scan, process, fd))
			continue;
		if (is_tun(process->fds, entry->d_name))
			proc_look_at(scan, process, fd);
		else if (errno == EACCES && is_closed(process->fds, entry->d_name))
			proc_miss(scan, EACCES);
	}
	return count;
}

/* Whether two threads share their descriptors; assumed if it cannot be found out. */
static bool share_files(pid_t one, pid_t other)
{
	return syscall(SYS_kcmp, one, other, KCMP_FILES, 0, 0) <= 0;
}

/*
 * There is one such directory per process: opendir(3) would add four system calls and an allocation
 * for each. Returns whether the directory has any entries.
 */
static bool scan_table(struct scan *scan, int proc, struct process *process)
{
	char entries[ENTRIES_SIZE] __attribute__((aligned(8)));
	size_t count = 0;
	char path[32];
	ssize_t size;

	(void)snprintf(path, sizeof(path), "%d/fd", (int)process->table);
	process->pidfd = -1;
	process->fds = openat(proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (process->fds < 0) {
		proc_miss(scan, errno);
		return !proc_is_end(errno);
	}
	do {
		size = syscall(SYS_getdents64, process->fds, entries, sizeof(entries));
		if (size < 0)
			proc_miss(scan, errno);
		else
			count += scan_entries(scan, process, entries, (size_t)size);
	} while (size > 0 && !scan->ended);
	close_quietly(process->fds);
	close_quietly(process->pidfd);
	return count;
}

/*
 * A thread can have descriptors of its own (CLONE_FILES), and if the first thread of a process has
 * ended, only the others show its descriptors.
 */
static void scan_threads(struct scan *scan, int proc, pid_t pid, bool any)
{
	DIR *dir __attribute__((cleanup(cleanup_dir))) = NULL;
	struct process thread = {.pid = pid, .table = any ? pid : 0};
	struct dirent *entry;
	char path[32];
	int fd;
	int tid;

	(void)snprintf(path, sizeof(path), "%d/task", (int)pid);
	fd = openat(proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	dir = fd < 0 ? NULL : fdopendir(fd);
	if (!dir) {
		proc_miss(scan, errno);
		close_quietly(fd);
		return;
	}
	while (!scan->ended && (entry = readdir(dir))) {
		if (!parse_number(entry->d_name, &tid) || tid == pid ||
		    (thread.table && share_files(thread.table, tid)))
			continue;
		thread.table = tid;
		(void)scan_table(scan, proc, &thread);
	}
}

static void scan_process(struct scan *scan, int proc, pid_t pid)
{
	struct process process = {.pid = pid, .table = pid};
	bool any = scan_table(scan, proc, &process);
	char path[32];
	struct stat st;

	(void)snprintf(path, sizeof(path), "%d/task", (int)pid);
	/*
	 * The link count is the number of threads plus two. In /proc of another PID namespace the
	 * numbers cannot be compared with ours.
	 */
	if (!scan->ended && scan->sight.own && fstatat(proc, path, &st, 0) == 0 && st.st_nlink > 3)
		scan_threads(scan, proc, pid, any);
}

/* The caller says what the scan was for. */
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

		/*
		 * Every PID namespace has process 1: if it is not listed, others are not either
		 * (hidepid=).
		 */
		hidden = hidden && strcmp(entry->d_name, "1") != 0;
		if (parse_number(entry->d_name, &pid))
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

	*gaps = SIGHT_CUT;
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

struct fault *proc_revisit(pid_t pid, pid_t table, int number, proc_visit_fn *visit, void *data)
{
	struct scan scan = {.visit = visit, .data = data, .sight.own = true};
	struct process process = {.pid = pid, .table = table, .pidfd = -1};
	struct fault *fault = netns_current(&scan.netns);
	char path[64];

	if (fault)
		return no_pass(fault);
	(void)snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)table, number);
	if (is_tun(AT_FDCWD, path))
		proc_look_at(&scan, &process, number);
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
