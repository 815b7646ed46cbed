/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running a program under ptrace(2), with at most one fault put into one of its system calls. */
#ifndef TUNADM_TESTS_TRACE_H
#define TUNADM_TESTS_TRACE_H

#include <stdbool.h>
#include <stddef.h>

enum fault_kind {
	FAULT_NONE,
	FAULT_ERROR,  /* the call is not made, and says that it failed */
	FAULT_REFUSE, /* the netlink request is not made, and the answer says that it failed */
	FAULT_KILL,   /* SIGKILL before the call is made: the call before it has taken effect */
	FAULT_TERM,   /* SIGTERM, likewise */
};

struct fault_spec {
	enum fault_kind kind;
	unsigned int call; /* which call, from 1 */
	int error;	   /* errno value, of FAULT_ERROR and FAULT_REFUSE */
	bool lasting;	   /* FAULT_ERROR: every later call of that sort fails as well */
};

enum {
	TRACE_CALLS_MAX = 4096,
	TRACE_TEXT_MAX = 32 * 1024,
};

/* One system call, as the profile shows it. */
struct call {
	long number;
	unsigned long request; /* second argument: what an ioctl asks for */
	bool netlink;	       /* sendmsg: a netlink request */
	bool sure;	       /* has no way to fail */
};

struct run {
	struct call *calls; /* TRACE_CALLS_MAX of them; filled when kind is FAULT_NONE */
	unsigned int call_count;
	struct call hit; /* the call that the fault was put into */
	bool injected;
	bool hung;  /* had to be killed after some seconds */
	int status; /* as waitpid(2) says */
	char out[TRACE_TEXT_MAX];
	char err[TRACE_TEXT_MAX];
};

/*
 * Runs argv[0], with nothing on standard input, and fills *run. Calls are counted from the
 * program's entry point on: what the dynamic loader does before that is not the program's. Ends
 * this process where it cannot be traced.
 */
void trace_run(char *const argv[], const struct fault_spec *fault, struct run *run);

/* Whether this machine's processor is one that trace_run() knows. */
bool trace_supported(void);

/* The name of a system call for people, in a static buffer: "ioctl TUNSETIFF". */
const char *call_name(const struct call *call);

/* Whether the kernel promises that the system call never fails. */
bool call_is_sure(long number);

/* Whether it writes: a message, mostly. */
bool call_writes(const struct call *call);

#endif
