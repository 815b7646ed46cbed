// SPDX-License-Identifier: GPL-2.0-or-later
// Registers: PTRACE_GET_SYSCALL_INFO reads them on every processor, but nothing writes them on all.

#include <stdbool.h>

#include "processor.h"

#include <elf.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>

#if defined(__x86_64__) || defined(__aarch64__)

/* A child that has been killed meanwhile has no registers, and needs none. */
static void get_registers(pid_t pid, struct user_regs_struct *registers)
{
	struct iovec iov = {.iov_base = registers, .iov_len = sizeof(*registers)};

	(void)ptrace(PTRACE_GETREGSET, pid, NT_PRSTATUS, &iov);
}

static void set_registers(pid_t pid, struct user_regs_struct *registers)
{
	struct iovec iov = {.iov_base = registers, .iov_len = sizeof(*registers)};

	(void)ptrace(PTRACE_SETREGSET, pid, NT_PRSTATUS, &iov);
}

void processor_jump(pid_t pid, unsigned long address)
{
	struct user_regs_struct registers = {0};

	get_registers(pid, &registers);
#if defined(__x86_64__)
	registers.rip = address;
#else
	registers.pc = address;
#endif
	set_registers(pid, &registers);
}

void processor_skip_call(pid_t pid)
{
#if defined(__x86_64__)
	struct user_regs_struct registers = {0};

	get_registers(pid, &registers);
	registers.orig_rax = (unsigned long)-1;
	set_registers(pid, &registers);
#else
	int none = -1;
	struct iovec iov = {.iov_base = &none, .iov_len = sizeof(none)};

	(void)ptrace(PTRACE_SETREGSET, pid, NT_ARM_SYSTEM_CALL, &iov);
#endif
}

void processor_set_argument(pid_t pid, unsigned long argument)
{
	struct user_regs_struct registers = {0};

	get_registers(pid, &registers);
#if defined(__x86_64__)
	registers.rdi = argument;
#else
	registers.regs[0] = argument;
#endif
	set_registers(pid, &registers);
}

void processor_set_result(pid_t pid, long result)
{
	struct user_regs_struct registers = {0};

	get_registers(pid, &registers);
#if defined(__x86_64__)
	registers.rax = (unsigned long)result;
#else
	registers.regs[0] = (unsigned long)result;
#endif
	set_registers(pid, &registers);
}

#else

void processor_jump(pid_t pid, unsigned long address)
{
	(void)pid;
	(void)address;
}

void processor_skip_call(pid_t pid)
{
	(void)pid;
}

void processor_set_argument(pid_t pid, unsigned long argument)
{
	(void)pid;
	(void)argument;
}

void processor_set_result(pid_t pid, long result)
{
	(void)pid;
	(void)result;
}

#endif
