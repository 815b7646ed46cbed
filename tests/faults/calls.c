// SPDX-License-Identifier: GPL-2.0-or-later
// The names of the system calls that the program makes; not every processor has all of them.

#include "trace.h"

#include <linux/if_tun.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

static const struct {
	long number;
	const char *name;
} names[] = {
	{SYS_bind, "bind"},
	{SYS_brk, "brk"},
	{SYS_capget, "capget"},
	{SYS_clock_gettime, "clock_gettime"},
	{SYS_close, "close"},
	{SYS_connect, "connect"},
	{SYS_execve, "execve"},
	{SYS_exit_group, "exit_group"},
	{SYS_fcntl, "fcntl"},
	{SYS_futex, "futex"},
#ifdef SYS_fstat
	{SYS_fstat, "fstat"},
#endif
	{SYS_getdents64, "getdents64"},
	{SYS_getegid, "getegid"},
	{SYS_geteuid, "geteuid"},
	{SYS_getgroups, "getgroups"},
	{SYS_getpid, "getpid"},
	{SYS_getrandom, "getrandom"},
	{SYS_getsockname, "getsockname"},
	{SYS_lseek, "lseek"},
#ifdef SYS_mmap
	{SYS_mmap, "mmap"},
#endif
	{SYS_mprotect, "mprotect"},
	{SYS_munmap, "munmap"},
#ifdef SYS_newfstatat
	{SYS_newfstatat, "newfstatat"},
#endif
	{SYS_openat, "openat"},
	{SYS_pidfd_getfd, "pidfd_getfd"},
	{SYS_pidfd_open, "pidfd_open"},
	{SYS_prlimit64, "prlimit64"},
	{SYS_read, "read"},
	{SYS_recvmsg, "recvmsg"},
	{SYS_rt_sigaction, "rt_sigaction"},
	{SYS_rt_sigprocmask, "rt_sigprocmask"},
	{SYS_sendmsg, "sendmsg"},
	{SYS_setsockopt, "setsockopt"},
	{SYS_socket, "socket"},
	{SYS_write, "write"},
};

static const struct {
	unsigned long request;
	const char *name;
} requests[] = {
	{TUNGETDEVNETNS, "TUNGETDEVNETNS"}, {TUNGETIFF, "TUNGETIFF"},
	{TUNSETCARRIER, "TUNSETCARRIER"},   {TUNSETGROUP, "TUNSETGROUP"},
	{TUNSETIFF, "TUNSETIFF"},	    {TUNSETIFINDEX, "TUNSETIFINDEX"},
	{TUNSETOWNER, "TUNSETOWNER"},	    {TUNSETPERSIST, "TUNSETPERSIST"},
	{TUNSETQUEUE, "TUNSETQUEUE"},
};

const char *call_name(const struct call *call)
{
	static char text[48];

	if (call->number == SYS_ioctl) {
		for (size_t i = 0; i < sizeof(requests) / sizeof(*requests); i++) {
			if (requests[i].request == call->request) {
				(void)snprintf(text, sizeof(text), "ioctl %s", requests[i].name);
				return text;
			}
		}
		(void)snprintf(text, sizeof(text), "ioctl %#lx", call->request);
		return text;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (names[i].number == call->number)
			return names[i].name;
	(void)snprintf(text, sizeof(text), "system call %ld", call->number);
	return text;
}

/* The sanitizers' own allocator ends the process if it gets no memory. */
#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
static const bool memory_is_sanitized = true;
#else
static const bool memory_is_sanitized;
#endif

bool call_is_sure(long number)
{
	switch (number) {
	case SYS_exit_group:
	/* The C library ends the program if this fails. */
	case SYS_futex:
	case SYS_rt_sigprocmask:
	case SYS_getegid:
	case SYS_geteuid:
	case SYS_getgid:
	case SYS_getpid:
	case SYS_gettid:
	case SYS_getuid:
	/*
	 * On failure it returns the old break and no errno, which the C library takes for success.
	 */
	case SYS_brk: return true;
	case SYS_madvise:
#ifdef SYS_mmap
	case SYS_mmap:
#endif
	case SYS_mprotect:
	case SYS_munmap: return memory_is_sanitized;
	default: return false;
	}
}

bool call_memory_is_sanitized(void)
{
	return memory_is_sanitized;
}

bool call_writes(const struct call *call)
{
	return call->number == SYS_write || call->number == SYS_writev;
}
