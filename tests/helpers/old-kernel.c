// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * old-kernel: a kernel that looks older than it is, to one command.
 *
 *     old-kernel MAJOR.MINOR COMMAND [ARG...]
 *
 * System calls and requests of the tun device that are younger than that Linux fail as they do on a
 * kernel that has never heard of them (a seccomp filter, inherited by what COMMAND starts). What is
 * younger in messages is hidden by old-messages.so, if LD_PRELOAD names it; OLD_KERNEL tells it the
 * version.
 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/if_tun.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "old-kernel.h"

#ifndef TUNGETDEVNETNS
#define TUNGETDEVNETNS _IO('T', 227)
#endif

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define LOW_WORD 4
#else
#define LOW_WORD 0
#endif

/* These numbers are the same on all processors. */
static const struct {
	unsigned int since;
	uint32_t number;
} calls[] = {
	{LINUX(5, 3), 434}, /* pidfd_open */
	{LINUX(5, 3), 435}, /* clone3 */
	{LINUX(5, 9), 436}, /* close_range */
	{LINUX(5, 6), 437}, /* openat2 */
	{LINUX(5, 6), 438}, /* pidfd_getfd */
	{LINUX(5, 8), 439}, /* faccessat2 */
};

static const struct {
	unsigned int since;
	uint32_t request;
} requests[] = {
	{LINUX(5, 0), TUNSETCARRIER},
	{LINUX(5, 2), TUNGETDEVNETNS},
};

enum {
	CALLS = sizeof(calls) / sizeof(*calls),
	REQUESTS = sizeof(requests) / sizeof(*requests),
};

static struct sock_filter code[2 * CALLS + 2 * REQUESTS + 5];
static unsigned short length;

static void add(struct sock_filter instruction)
{
	code[length++] = instruction;
}

static void load(uint32_t offset)
{
	add((struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset));
}

/* Loads the number; if it is this one, the call fails. */
static void refuse(uint32_t value, uint32_t error)
{
	add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
	add((struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error));
}

static int install(unsigned int version)
{
	struct sock_fprog program = {.filter = code};

	load(offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < CALLS; i++)
		if (version < calls[i].since)
			refuse(calls[i].number, ENOSYS);
	/* Skips one instruction, which allows all other calls. */
	add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 1, 0));
	add((struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
	load(offsetof(struct seccomp_data, args[1]) + LOW_WORD);
	for (size_t i = 0; i < REQUESTS; i++)
		if (version < requests[i].since)
			refuse(requests[i].request, EINVAL);
	add((struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
	program.len = length;
	/* Without CAP_SYS_ADMIN the kernel requires that the command cannot gain privilege. */
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0)
		return 0;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

int main(int argc, char **argv)
{
	unsigned int version = argc > 2 ? parse_version(argv[1]) : 0;

	if (!version) {
		fputs("usage: old-kernel MAJOR.MINOR COMMAND [ARG...]\n", stderr);
		return 125;
	}
	if (install(version) < 0 || setenv("OLD_KERNEL", argv[1], 1) < 0) {
		perror("old-kernel");
		return 125;
	}
	execvp(argv[2], argv + 2);
	perror(argv[2]);
	return 125;
}
