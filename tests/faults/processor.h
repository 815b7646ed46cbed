/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What differs between processors: breakpoints, and the registers for a system call's number and
 * result.
 */
#ifndef TUNADM_TESTS_PROCESSOR_H
#define TUNADM_TESTS_PROCESSOR_H

#include <sys/types.h>

#if defined(__x86_64__)
#define PROCESSOR_SUPPORTED true
static const unsigned char processor_breakpoint[] = {0xcc};
#elif defined(__aarch64__)
#define PROCESSOR_SUPPORTED true
static const unsigned char processor_breakpoint[] = {0x00, 0x00, 0x20, 0xd4};
#else
#define PROCESSOR_SUPPORTED false
static const unsigned char processor_breakpoint[] = {0};
#endif

/* Continues at that address, after a breakpoint there. */
void processor_jump(pid_t pid, unsigned long address);

/* At the entry of a system call: makes the kernel skip it. */
void processor_skip_call(pid_t pid);

/* At the entry of a system call: its first argument. */
void processor_set_argument(pid_t pid, unsigned long argument);

/* At the exit of a system call: sets its result. */
void processor_set_result(pid_t pid, long result);

#endif
