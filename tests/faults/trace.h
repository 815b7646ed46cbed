/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs a program under ptrace(2), with at most one fault in one of its system calls. */
#ifndef TUNADM_TESTS_TRACE_H
#define TUNADM_TESTS_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#include "links.h"

enum fault_kind {
	FAULT_NONE,
	FAULT_ERROR,	/* the call is not made, and returns a failure */
	FAULT_REFUSE,	/* the netlink request is not made, and the answer is a failure */
	FAULT_KILL,	/* SIGKILL before the call is made: the previous call has taken effect */
	FAULT_TERM,	/* the same with SIGTERM */
	FAULT_HUP,	/* the same with SIGHUP */
	FAULT_DUMP,	/* the dump that the netlink request starts fails half-way */
	FAULT_MEMORY,	/* an allocation fails, not a call */
	FAULT_RENAME,	/* an interface is renamed before the call is made */
	FAULT_NAMESAKE, /* the same, and a bridge takes its name */
};

struct fault_spec {
	enum fault_kind kind;
	unsigned int call;   /* which call or allocation, from 1; 0: only count them */
	const char *subject; /* for FAULT_RENAME and FAULT_NAMESAKE: the interface */
	int error;	     /* errno value for FAULT_ERROR, FAULT_REFUSE and FAULT_DUMP */
	bool lasting;	     /* FAULT_ERROR, FAULT_MEMORY: all later ones fail too */
};

enum {
	TRACE_CALLS_MAX = 4096,
	TRACE_TEXT_MAX = 32 * 1024,
};

/* One system call, for the profile. */
struct call {
	long number;
	unsigned long request; /* second argument: an ioctl's request */
	bool netlink;	       /* sendmsg: a netlink request */
	bool dump;	       /* that starts a dump */
	bool sure;	       /* cannot fail */
};

struct run {
	struct call *calls; /* TRACE_CALLS_MAX of them; filled in if kind is FAULT_NONE */
	unsigned int call_count;
	unsigned int allocations; /* for FAULT_MEMORY */
	struct call hit;	  /* the call with the fault */
	bool injected;
	struct snapshot then; /* for FAULT_RENAME and FAULT_NAMESAKE: the state after that */
	bool hung;	      /* it had to be killed after some seconds */
	int status;	      /* as from waitpid(2) */
	char out[TRACE_TEXT_MAX];
	char err[TRACE_TEXT_MAX];
};

/*
 * Runs the program, with empty standard input, and fills in *run. Calls are counted from its entry
 * point until it executes another program: what the dynamic loader does before does not count. Ends
 * this process if the program cannot be traced.
 */
void trace_run(const char *program, char *const argv[], const struct fault_spec *fault,
	       struct run *run);

/*
 * Sets the library that makes allocations fail (tests/helpers/failing-malloc.c). Returns false if
 * it does not work with this program.
 */
bool trace_use_memory(const char *library);

/* Whether trace_run() supports this machine's processor. */
bool trace_supported(void);

/* The name of a system call for people, in a static buffer: "ioctl TUNSETIFF". */
const char *call_name(const struct call *call);

/* Whether the system call cannot fail. */
bool call_is_sure(long number);

/* Whether a sanitizer's allocator replaces that of the C library. */
bool call_memory_is_sanitized(void);

/* Whether it writes; usually a message. */
bool call_writes(const struct call *call);

#endif
