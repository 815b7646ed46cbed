// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * no-device: runs a command where a cgroup's device rule forbids /dev/net/tun, as in a container.
 *
 *     no-device CGROUP COMMAND ARG...
 *
 * makes the cgroup, which is a new directory in a file system of cgroup version 2, attaches a rule
 * (a BPF program) to it that allows every device but 10:200, goes into it and becomes COMMAND. Status
 * 77: this kernel, or whoever calls, cannot do so.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAJOR  10
#define MINOR  200
#define CANNOT 77

static int bpf(enum bpf_cmd command, union bpf_attr *attr)
{
	return (int)syscall(SYS_bpf, command, attr, sizeof(*attr));
}

static struct bpf_insn load(size_t offset)
{
	return (struct bpf_insn){.code = BPF_LDX | BPF_MEM | BPF_W,
				 .dst_reg = BPF_REG_2,
				 .src_reg = BPF_REG_1,
				 .off = (int16_t)offset};
}

static struct bpf_insn jump_unless(int value, int16_t instructions)
{
	return (struct bpf_insn){.code = BPF_JMP | BPF_JNE | BPF_K,
				 .dst_reg = BPF_REG_2,
				 .imm = value,
				 .off = instructions};
}

static struct bpf_insn answer(int value)
{
	return (struct bpf_insn){
		.code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = value};
}

static int load_rule(void)
{
	static const char license[] = "GPL";
	const struct bpf_insn end = {.code = BPF_JMP | BPF_EXIT};
	const struct bpf_insn code[] = {
		load(offsetof(struct bpf_cgroup_dev_ctx, major)),
		jump_unless(MAJOR, 4),
		load(offsetof(struct bpf_cgroup_dev_ctx, minor)),
		jump_unless(MINOR, 2),
		answer(0),
		end,
		answer(1),
		end,
	};
	union bpf_attr attr = {0};

	attr.prog_type = BPF_PROG_TYPE_CGROUP_DEVICE;
	attr.insns = (uintptr_t)code;
	attr.insn_cnt = sizeof(code) / sizeof(code[0]);
	attr.license = (uintptr_t)license;
	return bpf(BPF_PROG_LOAD, &attr);
}

static int attach_rule(int cgroup, int rule)
{
	union bpf_attr attr = {0};

	attr.target_fd = (uint32_t)cgroup;
	attr.attach_bpf_fd = (uint32_t)rule;
	attr.attach_type = BPF_CGROUP_DEVICE;
	return bpf(BPF_PROG_ATTACH, &attr);
}

/* "0" stands for the writing process. */
static int go_into(int cgroup)
{
	int fd = openat(cgroup, "cgroup.procs", O_WRONLY | O_CLOEXEC);

	return fd < 0 || write(fd, "0", 1) != 1 ? -1 : close(fd);
}

static int cannot(const char *what)
{
	fprintf(stderr, "no-device: %s: %s\n", what, strerror(errno));
	return CANNOT;
}

int main(int argc, char **argv)
{
	int rule;
	int cgroup;

	if (argc < 3) {
		fputs("usage: no-device CGROUP COMMAND [ARG...]\n", stderr);
		return 2;
	}
	if (mkdir(argv[1], 0755) < 0)
		return cannot(argv[1]);
	cgroup = open(argv[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	rule = load_rule();
	if (cgroup < 0 || rule < 0)
		return cannot("no rule for a cgroup");
	if (attach_rule(cgroup, rule) < 0 || go_into(cgroup) < 0)
		return cannot("cannot go into the cgroup");
	execvp(argv[2], argv + 2);
	return cannot(argv[2]);
}
