// SPDX-License-Identifier: GPL-2.0-or-later
// The requests by which a program leaves settings behind, from if_tun.h.

#include "leftovers.h"

#include <errno.h>
#include <linux/bpf.h>
#include <linux/filter.h>
#include <linux/if_tun.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A free address on 64-bit and 32-bit processors. */
#define FILTER_ADDRESS ((void *)(uintptr_t)0x60000000)

/* A program of two instructions, which returns a number for any packet. */
static int load_program(int number)
{
	struct bpf_insn code[] = {
		{.code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = number},
		{.code = BPF_JMP | BPF_EXIT},
	};
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.prog_type = BPF_PROG_TYPE_SOCKET_FILTER;
	attr.insn_cnt = sizeof(code) / sizeof(code[0]);
	attr.insns = (uintptr_t)code;
	attr.license = (uintptr_t) "GPL";
	return (int)syscall(SYS_bpf, BPF_PROG_LOAD, &attr, sizeof(attr));
}

/* The interface keeps the program after its descriptor is closed. */
static int set_program(int fd, unsigned long request, int returns)
{
	int program = load_program(returns);
	int failed;

	if (program < 0)
		return -1;
	failed = ioctl(fd, request, &program);
	(void)close(program);
	return failed;
}

static int set_destinations(int fd)
{
	/* One address follows the head of the filter. */
	static const uint8_t address[6] = {2, 0, 0, 0, 0, 0x99};
	const struct tun_filter head = {.count = 1};
	uint8_t filter[sizeof(head) + sizeof(address)];

	memcpy(filter, &head, sizeof(head));
	memcpy(filter + sizeof(head), address, sizeof(address));
	return ioctl(fd, TUNSETTXFILTER, filter);
}

struct sock_filter *leftovers_map(void)
{
	static const struct sock_filter nothing = BPF_STMT(BPF_RET | BPF_K, 0);
	static struct sock_filter *mapped;
	void *page;

	if (mapped)
		return mapped;
	page = mmap(FILTER_ADDRESS, sizeof(nothing), PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	if (page != FILTER_ADDRESS)
		return NULL;
	mapped = page;
	*mapped = nothing;
	return mapped;
}

static int set_classic(int fd)
{
	const struct sock_fprog filter = {.len = 1, .filter = leftovers_map()};

	return filter.filter ? ioctl(fd, TUNATTACHFILTER, &filter) : -1;
}

int leftovers_set(int fd, const char *command)
{
	const char *space = strchr(command, ' ');
	int number = space ? atoi(space + 1) : 0;

	if (strncmp(command, "offload ", 8) == 0)
		return ioctl(fd, TUNSETOFFLOAD, (unsigned long)number);
	if (strncmp(command, "header ", 7) == 0)
		return ioctl(fd, TUNSETVNETHDRSZ, &number);
	if (strncmp(command, "little ", 7) == 0)
		return ioctl(fd, TUNSETVNETLE, &number);
	if (strncmp(command, "type ", 5) == 0)
		return ioctl(fd, TUNSETLINK, (unsigned long)number);
	if (strcmp(command, "filter") == 0)
		return set_destinations(fd);
	if (strcmp(command, "classic") == 0)
		return set_classic(fd);
	if (strcmp(command, "program") == 0)
		return set_program(fd, TUNSETFILTEREBPF, 0);
	if (strcmp(command, "steering") == 0)
		return set_program(fd, TUNSETSTEERINGEBPF, 1);
	errno = EINVAL;
	return -1;
}

int leftovers_show(int fd, char *text, size_t size)
{
	struct sock_fprog filter = {0};
	int header;
	int little;

	if (ioctl(fd, TUNGETVNETHDRSZ, &header) < 0 || ioctl(fd, TUNGETVNETLE, &little) < 0)
		return -1;
	/* A tun has none. */
	if (ioctl(fd, TUNGETFILTER, &filter) < 0 && errno != EINVAL)
		return -1;
	(void)snprintf(text, size, "header %d little %d classic %d", header, little, filter.len);
	return 0;
}
